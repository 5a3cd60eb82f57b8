"""The list of competitions: what a person may see, shelf by shelf, page by page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, true
from sqlalchemy import select as pick
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas import given
from ideas.permissions import Role
from ideas.road.competitions.models import Competition, RuleBook, Step
from ideas.road.competitions.rules import CompetitionKind, Rules
from ideas.road.steps import current_step, state_at
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.queries import within
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState, StepState

PAGE = 12


class Shelf(StrEnum):
    """Where a competition lies in the list."""

    ALL = "all"
    RUNNING = "running"
    COMING = "coming"
    DONE = "done"
    DRAFT = "draft"


@dataclass(frozen=True)
class CompetitionCard:
    """What the list tells of one competition. `until`: when its step closes, or first opens."""

    ref: str
    kind: CompetitionKind
    state: CompetitionState
    title: str
    theme: str
    organiser: str
    stage: str
    coming: bool
    until: datetime
    done: int
    total: int


def list_competitions(
    session: Session, visitor: Visitor | None, shelf: Shelf, after: str = ""
) -> tuple[list[CompetitionCard], str | None]:
    """A page of what a person may see, newest first, and where the next begins: two statements."""
    organiser = aliased(Unit)
    visible = visible_to(visitor, organiser)
    rows = session.execute(
        pick(
            col(Competition.id), col(Competition.ref), col(Competition.kind),
            col(Competition.state), col(Competition.title), col(Competition.theme),
            col(organiser.name),
        )
        .join(organiser, col(organiser.id) == Competition.organiser_id)
        .where(visible, _on_shelf(shelf), _older_than(after))
        .order_by(col(Competition.created_at).desc(), col(Competition.ref).desc())
        .limit(PAGE + 1)
    ).all()  # fmt: skip
    roads = _roads(session, [row.id for row in rows])
    cards = [_card(row, roads[row.id]) for row in rows[:PAGE]]
    return cards, cards[-1].ref if len(rows) > PAGE else None


@dataclass(frozen=True)
class Choice:
    """A competition, or one category of it (`ref/key`), to choose from."""

    value: str
    name: str


def choices(session: Session, visitor: Visitor) -> list[Choice]:
    """Every competition that is planned or runs, each followed by its categories."""
    organiser = aliased(Unit)
    rows = session.execute(
        pick(col(Competition.ref), col(Competition.title), col(RuleBook.document))
        .join(organiser, col(organiser.id) == Competition.organiser_id)
        .join(
            RuleBook,
            and_(
                col(RuleBook.competition_id) == Competition.id,
                col(RuleBook.version) == Competition.rules_version,
            ),
        )
        .where(visible_to(visitor, organiser), col(Competition.state) != CompetitionState.DONE)
        .order_by(col(Competition.title), col(Competition.ref))
    )
    found = []
    for ref, title, document in rows:
        found.append(Choice(ref, title))
        kinds = Rules.model_validate(document).categories
        found += [Choice(f"{ref}/{kind.key}", f"{title} · {kind.name}") for kind in kinds]
    return found


def names_of(session: Session, competitions: Iterable[UUID]) -> dict[UUID, str]:
    """Competition → its title."""
    ids = col(Competition.id).in_(set(competitions))
    rows = session.execute(pick(col(Competition.id), col(Competition.title)).where(ids))
    return {row.id: row.title for row in rows}


def visible_to(visitor: Visitor | None, organiser: type[Unit]) -> ColumnElement[bool]:
    """SEE_COMPETITION in SQL: everything opened, and drafts within one's reach as secretariat."""
    reaches = visitor.reaches if visitor else ()
    mine = [
        col(Competition.id) == reach.competition_id
        if reach.competition_id
        else within(col(organiser.path), reach.unit_path)
        for reach in reaches
        if reach.role is Role.SECRETARIAT
    ]
    return or_(col(Competition.state) != CompetitionState.DRAFT, *mine)


def _on_shelf(shelf: Shelf) -> ColumnElement[bool]:
    begun = exists().where(
        col(Step.competition_id) == Competition.id, col(Step.opens_at) <= given.database_now()
    )
    state, opened = col(Competition.state), CompetitionState.OPEN
    return {
        Shelf.RUNNING: and_(state == opened, begun),
        Shelf.COMING: and_(state == opened, ~begun),
        Shelf.DONE: state == CompetitionState.DONE,
        Shelf.DRAFT: state == CompetitionState.DRAFT,
    }.get(shelf, true())


def _older_than(after: str) -> ColumnElement[bool]:
    """Everything behind the last card of the page before; an unknown one has nothing behind it."""
    if not after:
        return true()
    last = pick(col(Competition.created_at)).where(col(Competition.ref) == after)
    made = col(Competition.created_at)
    return or_(
        made < last.scalar_subquery(),
        and_(made == last.scalar_subquery(), col(Competition.ref) < after),
    )


def _roads(session: Session, competitions: Sequence[UUID]) -> dict[UUID, list[Any]]:
    """Of each step only its title and its times."""
    roads: dict[UUID, list[Any]] = {competition: [] for competition in competitions}
    rows = session.execute(
        pick(
            col(Step.competition_id), col(Step.position), col(Step.title),
            col(Step.opens_at), col(Step.closes_at),
        )
        .where(col(Step.competition_id).in_(competitions))
        .order_by(col(Step.position))
    )  # fmt: skip
    for step in rows:
        roads[step.competition_id].append(step)
    return roads


def _card(row: Any, road: Sequence[Any]) -> CompetitionCard:
    now = given.now()
    step = current_step(road, now)
    coming = state_at(step, now) is StepState.UPCOMING
    return CompetitionCard(
        ref=row.ref, kind=row.kind, state=row.state, title=row.title, theme=row.theme,
        organiser=row.name, stage=step.title, coming=coming,
        until=step.opens_at if coming else step.closes_at,
        done=sum(state_at(s, now) is StepState.CLOSED for s in road), total=len(road),
    )  # fmt: skip
