"""Who listens: every judge of the competition who stands apart from no one in the team.

The sheets are those of panels (`Assignment`, `Mark`), so everything that keeps, hides, locks and
counts them holds here too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update
from sqlmodel import Session, col

from ideas import given
from ideas.judging.conflicts.queries import apart_from, candidates_where, conflicts_in, judges_of
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import held_by, not_apart
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.pitches.models import Slot
from ideas.judging.pitches.slots import Line
from ideas.road.competitions.models import Competition, Step
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor

LISTED = (AssignmentState.OPEN, AssignmentState.LOCKED, AssignmentState.RECUSED)


@dataclass(frozen=True)
class Listener:
    """A judge who has a sheet for a slot, and whether they are there."""

    assignment: Assignment
    name: str

    @property
    def present(self) -> bool:
        return self.assignment.state is not AssignmentState.RECUSED

    @property
    def settled(self) -> bool:
        return self.assignment.state is AssignmentState.LOCKED


def seat_judges(session: Session, step: Step, entries: Sequence[UUID]) -> int:
    """A sheet for every judge without a conflict who has none yet; how many are new."""
    judges = judges_of(session, step.competition_id)
    candidates = candidates_where(session, col(Entry.id).in_(entries))
    competition = session.get_one(Competition, step.competition_id)
    apart = conflicts_in(session, competition, [judge.id for judge in judges], candidates).kinds
    taken = _taken(session, step.id)
    places = _places(session, step.id)
    new = [
        Assignment(
            step_id=step.id, entry_id=entry.id, judge_id=judge.id, place=places[entry.id],
            assigned_at=given.now(), declared_at=given.now(),  # they signed for them at the panel
            uncalled=True,
        )
        for entry in candidates
        for judge in judges
        if (entry.id, judge.id) not in taken | set(apart)
    ]  # fmt: skip
    session.add_all(new)
    return len(new)


def _taken(session: Session, step_id: UUID) -> set[tuple[UUID, UUID]]:
    rows = session.execute(
        select(col(Assignment.entry_id), col(Assignment.judge_id)).where(
            col(Assignment.step_id) == step_id
        )
    )
    return {(entry_id, judge_id) for entry_id, judge_id in rows}


def _places(session: Session, step_id: UUID) -> dict[UUID, int]:
    """Judges hear in the order of the slots."""
    rows = select(col(Slot.entry_id)).where(col(Slot.step_id) == step_id)
    in_order = session.scalars(rows.order_by(col(Slot.starts_at), col(Slot.ref)))
    return {entry_id: place for place, entry_id in enumerate(in_order, 1)}


def place_again(session: Session, step_id: UUID) -> None:
    """After slots changed hands, sheets follow their order."""
    for entry_id, place in _places(session, step_id).items():
        here = (col(Assignment.step_id) == step_id) & (col(Assignment.entry_id) == entry_id)
        session.execute(update(Assignment).where(here).values(place=place))


def mark_called(session: Session, slot: Slot, *, called: bool) -> None:
    """From when a team is called on, its sheets can be marked; those of who did not come cannot."""
    own = (col(Assignment.step_id) == slot.step_id) & (col(Assignment.entry_id) == slot.entry_id)
    session.execute(update(Assignment).where(own).values(uncalled=not called))


def listeners(session: Session, slot: Slot) -> Sequence[Listener]:
    """Who has a sheet for this slot, present or not; a judge in conflict is not among them."""
    rows = session.execute(
        select(Assignment, col(Person.name))
        .join(Person, col(Person.id) == Assignment.judge_id)
        .where(
            col(Assignment.step_id) == slot.step_id, col(Assignment.entry_id) == slot.entry_id,
            not_apart(), col(Assignment.state).in_(LISTED),
        )
        .order_by(col(Person.name), col(Person.ref))
    )  # fmt: skip
    return [Listener(*row) for row in rows]


def listeners_for(session: Session, reader: Visitor, line: Line) -> Sequence[Listener] | None:
    """The same for whoever leads the day; None: they stand too close to this entry to know."""
    close = apart_from(session, line.entry, [reader.id])
    return None if close else listeners(session, line.slot)


def seats_of(session: Session, judge_id: UUID, step_id: UUID) -> dict[UUID, Assignment]:
    """entry → this judge's sheet. What a judge has no sheet for, they see nothing of."""
    rows = select(Assignment).where(col(Assignment.step_id) == step_id, held_by(judge_id))
    return {row.entry_id: row for row in session.scalars(rows)}
