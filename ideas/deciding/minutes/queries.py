"""What the minutes of a closed sitting say: plain facts, the same whenever they are asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.deciding.agendas.queries import Agenda, agenda_of
from ideas.deciding.plenaries.models import Aside, OrderChange, Plenary, Presence, Talk
from ideas.deciding.plenaries.queries import Sitting, apart_in, changes_of
from ideas.deciding.plenaries.rules import Spot
from ideas.failures import Missing
from ideas.permissions import refusal, require_visible
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, competition_of_step, find_rules, standing_in
from ideas.staff.people.finding import names_where
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState, StepKind


@dataclass(frozen=True)
class Attended:
    """Somebody of the panel, and when they were in the room."""

    name: str
    times: tuple[tuple[datetime, datetime | None], ...]
    chairs: bool


@dataclass(frozen=True)
class Heard:
    """An entry that was talked about, and who left the room for it."""

    title: str
    ref: str
    began_at: datetime
    away: tuple[str, ...]


@dataclass(frozen=True)
class Moved:
    """A change that was voted on; `above`: the title of what it was to go above."""

    title: str
    above: str
    reason: str
    by: str
    row: OrderChange


@dataclass(frozen=True)
class Minutes:
    """Everything that the minutes tell."""

    competition: str
    organiser: str
    row: Plenary
    needed: int
    percent: int
    attended: tuple[Attended, ...]
    heard: tuple[Heard, ...]
    moved: tuple[Moved, ...]
    spots: tuple[Spot, ...]
    agenda: Agenda
    rules_digest: str
    first: str
    second: str


def minutes_of(session: Session, sitting: Sitting, row: Plenary) -> Minutes:
    """A dozen statements and a few, however many entries."""
    agenda = agenda_of(session, sitting, frozenset())
    changes = changes_of(session, sitting.step.id)
    names = _names(session, sitting, row, changes)
    _, book = find_rules(session, sitting.scoped.row)
    return Minutes(
        competition=sitting.scoped.row.title, organiser=sitting.scoped.organiser, row=row,
        needed=sitting.needed, percent=sitting.percent, attended=_attended(sitting),
        heard=_heard(session, sitting, agenda, names),
        moved=tuple(
            Moved(
                agenda.title(change.entry_id), agenda.title(change.above_id), change.reason,
                names[change.by_id], change,
            )
            for change in changes
        ),
        spots=tuple(item.spot for item in agenda.items), agenda=agenda,
        rules_digest=book.digest,
        first=names[row.first_id] if row.first_id else "",
        second=names[row.second_id] if row.second_id else "",
    )  # fmt: skip


def _names(
    session: Session, sitting: Sitting, row: Plenary, changes: Iterable[OrderChange]
) -> dict[UUID, str]:
    who = {p.person_id for p in sitting.presences} | {change.by_id for change in changes}
    who |= {id_ for id_ in (row.first_id, row.second_id) if id_}
    away = select(col(Aside.person_id)).where(col(Aside.step_id) == sitting.step.id)
    return names_where(session, col(Person.id).in_(who) | col(Person.id).in_(away))


def _attended(sitting: Sitting) -> tuple[Attended, ...]:
    times: dict[UUID, list[Presence]] = {}
    for presence in sitting.presences:
        times.setdefault(presence.person_id, []).append(presence)
    return tuple(
        Attended(
            member.name, tuple((p.since, p.until) for p in times.get(member.id, ())),
            member.id in sitting.chairs,
        )
        for member in sitting.members
    )  # fmt: skip


def _heard(
    session: Session, sitting: Sitting, agenda: Agenda, names: dict[UUID, str]
) -> tuple[Heard, ...]:
    """In the order of talking."""
    away: dict[UUID, list[str]] = {}
    for aside in session.scalars(select(Aside).where(col(Aside.step_id) == sitting.step.id)):
        away.setdefault(aside.entry_id, []).append(names[aside.person_id])
    talks = session.scalars(
        select(Talk)
        .where(col(Talk.step_id) == sitting.step.id)
        .order_by(col(Talk.began_at), col(Talk.entry_id))
    )
    refs = {item.line.entry_id: item.line.ref for item in agenda.items}
    return tuple(
        Heard(
            agenda.title(talk.entry_id), refs.get(talk.entry_id, ""), talk.began_at,
            tuple(sorted(away.get(talk.entry_id, ()))),
        )
        for talk in talks
    )  # fmt: skip


def find_minutes(session: Session, visitor: Visitor, ref: str) -> str:
    """Where the minutes are. Until the release not for those who left the room for something."""
    scoped, step = competition_of_step(session, visitor, ref, StepKind.PLENARY)
    require_visible(Act.TAKE_MINUTES, standing_in(visitor, scoped, step))
    row = session.get(Plenary, step.id)
    if row is None or row.minutes is None or _hides(session, visitor, scoped):
        raise Missing
    return row.minutes


def kept_minutes(session: Session, visitor: Visitor | None, scoped: Scoped) -> Step | None:
    """The sitting whose minutes this person may take, once they are written."""
    if visitor is None or not visitor.standing.roles:
        return None
    here = and_(col(Plenary.step_id) == Step.id, col(Plenary.minutes).is_not(None))
    kept = select(Step).join(Plenary, here).where(col(Step.competition_id) == scoped.row.id)
    step = session.scalars(kept).first()
    if step is None or refusal(Act.TAKE_MINUTES, standing_in(visitor, scoped, step)):
        return None
    return None if _hides(session, visitor, scoped) else step


def _hides(session: Session, visitor: Visitor, scoped: Scoped) -> bool:
    """Whether something was said while this person was out of the room."""
    over = scoped.row.state is CompetitionState.DONE
    return not over and bool(apart_in(session, scoped, {visitor.id}))
