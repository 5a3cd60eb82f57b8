"""More time for a step: for everybody alike, in good time, with a reason that everybody reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid, TooLate
from ideas.history.actions import record
from ideas.history.models import Event
from ideas.later import Task, later
from ideas.permissions import require
from ideas.road.competitions.actions import amend_road
from ideas.road.competitions.deadlines import changed
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, is_open_now, standing_in, steps_of
from ideas.road.entries.models import Entry
from ideas.road.entries.rules import due
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepKind

MOST = timedelta(days=366)


@dataclass(frozen=True)
class Extension:
    """That a step was given more time: when, which, until when, why."""

    at: datetime
    step: str
    until: datetime
    reason: str


@dataclass(frozen=True)
class MoreTime:
    """What the secretariat asks for."""

    step: Step
    until: datetime
    reason: str


def extend_step(session: Session, visitor: Visitor, scoped: Scoped, asked: MoreTime) -> None:
    """Move the close of a step, and all the steps that follow, by as much."""
    require(Act.EXTEND_STEP, standing_in(visitor, scoped, asked.step))
    step, until = asked.step, asked.until
    least = max(step.closes_at, given.now())
    if not least < until <= step.closes_at + MOST:
        why = say("Pilih waktu setelah {least}, paling lama setahun.", least=least)
        raise Invalid({"until": why})
    road = steps_of(session, scoped.row.id)
    _move(session, step, [other for other in road if other.position > step.position], until)
    version = amend_road(session, scoped.row)
    record(
        session, Act.EXTEND_STEP, visitor.id, scoped.row.id, competition=scoped.row.ref,
        step=step.title, until=until.isoformat(), reason=asked.reason, version=version,
    )  # fmt: skip


def extensions_of(session: Session, competition_id: UUID) -> tuple[Extension, ...]:
    """What the competition's page tells of them, oldest first: one statement."""
    rows = session.execute(
        select(col(Event.at), col(Event.facts))
        .where(col(Event.subject_id) == competition_id, col(Event.act) == Act.EXTEND_STEP)
        .order_by(col(Event.at), col(Event.id))
    )
    return tuple(
        Extension(at, facts["step"], datetime.fromisoformat(facts["until"]), facts["reason"])
        for at, facts in rows
    )


def _move(session: Session, step: Step, following: Sequence[Step], until: datetime) -> None:
    by, closed = until - step.closes_at, step.closes_at
    in_time = or_(col(Step.kind) == StepKind.PANEL, is_open_now())
    waits = update(Step).where(col(Step.id) == step.id, col(Step.turned_at).is_(None), in_time)
    if not changed(session, waits.values(closes_at=until)):
        raise TooLate(say("Tahap ini sudah selesai. Usulannya sudah berpindah."))
    session.refresh(step)
    here = update(Entry).where(col(Entry.step_id) == step.id, col(Entry.due_at) == closed)
    changed(session, here.values(due_at=until))
    for other in following:
        other.opens_at, other.closes_at = other.opens_at + by, other.closes_at + by
        there = update(Entry).where(col(Entry.step_id) == other.id, col(Entry.due_at).is_not(None))
        changed(session, there.values(due_at=due(other, other.opens_at)))
    session.flush()
    for moved in (step, *following):
        later(session, Task.TURN_ROADS, due_at=moved.closes_at)
