"""What a judge has to score: the pile of one panel, and all piles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas import given
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import held_by
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.queues.rules import Line, Shelf, begun_last, minutes_each, next_of
from ideas.road.competitions.models import Competition, Step
from ideas.road.entries.models import Entry
from ideas.road.steps import state_at
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState, StepState
from ideas.standing import Role


@dataclass(frozen=True)
class Batch:
    """A judge's entries in one panel, in the judge's own order."""

    title: str
    competition: str
    state: StepState
    closes_at: datetime
    lines: tuple[Line, ...]

    @property
    def done(self) -> int:
        return self.count(Shelf.DONE)

    @property
    def left(self) -> int:
        return len(self.lines) - self.done

    @property
    def next(self) -> Line | None:
        """Where one stopped, else what comes next."""
        if self.state is not StepState.OPEN:
            return None
        return begun_last(self.lines) or next_of(self.lines)

    @property
    def minutes(self) -> int | None:
        return minutes_each(self.lines)

    @property
    def hours_left(self) -> int:
        """What is left at one's own pace, in whole hours."""
        return -(-self.left * (self.minutes or 0) // 60)

    def count(self, shelf: Shelf) -> int:
        return len(self.on(shelf))

    def on(self, shelf: Shelf) -> Sequence[Line]:
        return [line for line in self.lines if shelf in (Shelf.ALL, line.shelf)]


def batches(session: Session, visitor: Visitor) -> tuple[Batch, ...]:
    """Everything this judge has to score, panel by panel, what waits first: one statement."""
    rows = session.execute(
        _lines(Step, col(Competition.title), col(Unit.path))
        .join(Step, col(Step.id) == Assignment.step_id)
        .join(Competition, col(Competition.id) == Step.competition_id)
        .join(Unit, col(Unit.id) == Competition.organiser_id)
        .where(
            held_by(visitor.id),
            col(Competition.state) == CompetitionState.OPEN,
            ~col(Assignment.anchor),
        )
        .order_by(col(Step.closes_at), *_order())
    )
    found: dict[UUID, tuple[Step, str, list[Line]]] = {}
    for *facts, step, competition, path in rows:
        if Role.JUDGE in visitor.roles_in(step.competition_id, path):
            found.setdefault(step.id, (step, competition, []))[2].append(_line(facts))
    piles = [
        Batch(s.title, name, state_at(s, given.now()), s.closes_at, tuple(lines))
        for s, name, lines in found.values()
    ]
    return tuple(sorted(piles, key=lambda pile: pile.next is None))


def pile_of(session: Session, sheet: Assignment) -> list[Line]:
    """The pile this sheet lies on, in the judge's own order: one statement."""
    own = _lines().where(
        col(Assignment.step_id) == sheet.step_id, col(Assignment.anchor) == sheet.anchor,
        held_by(sheet.judge_id),
    )  # fmt: skip
    return [_line(facts) for facts in session.execute(own.order_by(*_order()))]


def _lines(*more: Any) -> Select[Any]:
    other = aliased(Assignment)
    read = select(func.count()).where(
        col(other.entry_id) == col(Assignment.entry_id),
        col(other.step_id) == col(Assignment.step_id),
        col(other.state) == AssignmentState.LOCKED,
        ~col(other.anchor),
    )
    return (
        select(
            col(Assignment.ref), col(Entry.title), col(Assignment.state), col(Assignment.saved_at),
            col(Assignment.versions), read.scalar_subquery(), col(Assignment.seconds),
            col(Assignment.uncalled), *more,
        )
        .select_from(Assignment)
        .join(Entry, col(Entry.id) == Assignment.entry_id)
    )  # fmt: skip


def _order() -> tuple[Any, ...]:
    return col(Assignment.place), col(Assignment.ref)


def _line(facts: Sequence[Any]) -> Line:
    ref, title, state, saved_at, versions, read, seconds, uncalled = facts
    return Line(ref, title, state, saved_at, versions > 0, read, seconds, uncalled)
