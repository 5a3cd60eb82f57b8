"""Which locked sheets are asked back: of whom, why, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session, col

from ideas.failures import Missing
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import hidden_in
from ideas.judging.reopening.models import Reopening
from ideas.judging.seats.queries import Seat
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, standing_in
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.standing import Relation, Standing


@dataclass(frozen=True)
class Asked:
    """A judge asks for one locked sheet; never what stands on it."""

    ref: str
    judge: str
    entry: str
    reason: str
    asked_at: datetime
    mine: bool


@dataclass(frozen=True)
class Case:
    """One request before whoever decides it."""

    row: Reopening
    sheet: Assignment
    step: Step
    title: str
    standing: Standing


def asked_in(session: Session, visitor: Visitor, step: Step) -> Sequence[Asked]:
    """What waits for a decision in this panel, the oldest first, one's own last.

    Nothing of entries that the reader stands too close to: it names who judges them.
    """
    hidden = hidden_in(session, visitor, step)
    rows = session.execute(
        _with_their_sheets(Reopening, Assignment, Person, Entry)
        .join(Person, col(Person.id) == Assignment.judge_id)
        .where(col(Assignment.step_id) == step.id, col(Reopening.agreed).is_(None))
        .order_by(
            col(Assignment.judge_id) == visitor.id, col(Reopening.asked_at), col(Reopening.ref)
        )
    )
    return [
        Asked(
            row.ref, person.name, entry.title, row.reason, row.asked_at,
            person.id == visitor.id,
        )
        for row, _, person, entry in rows
        if entry.id not in hidden
    ]  # fmt: skip


def find_case(session: Session, visitor: Visitor, scoped: Scoped, step: Step, ref: str) -> Case:
    """A request of this very panel."""
    found = session.execute(
        _with_their_sheets(Reopening, Assignment, Entry).where(
            col(Reopening.ref) == ref, col(Assignment.step_id) == step.id
        )
    ).first()
    if found is None or found[2].id in hidden_in(session, visitor, step):
        raise Missing
    row, sheet, entry = found
    own = frozenset({Relation.SELF} if sheet.judge_id == visitor.id else ())
    return Case(row, sheet, step, entry.title, standing_in(visitor, scoped, step, relations=own))


def last_asked(session: Session, seat: Seat) -> Reopening | None:
    """The judge's request for the version that is locked now, if there is one."""
    own = select(Reopening).where(
        col(Reopening.assignment_id) == seat.row.id, col(Reopening.number) == seat.row.versions
    )
    return session.scalars(own).first()


def _with_their_sheets(*what: Any) -> Select[Any]:
    return (
        select(*what)
        .select_from(Reopening)
        .join(Assignment, col(Assignment.id) == Reopening.assignment_id)
        .join(Entry, col(Entry.id) == Assignment.entry_id)
    )
