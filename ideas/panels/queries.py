"""A judge's own assignments, and what waits for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.competitions.models import Competition, Step
from ideas.competitions.queries import Scoped, is_open_now, scoped_of, standing_in
from ideas.conflicts.models import Conflict
from ideas.conflicts.queries import Candidate, candidates_where
from ideas.entries.models import Entry
from ideas.failures import Missing
from ideas.organisation.models import Unit
from ideas.panels.models import Assignment
from ideas.panels.rules import AssignmentState
from ideas.permissions import require_visible
from ideas.roles.visitors import Visitor
from ideas.stages import CompetitionState, EntryState, Waiting
from ideas.standing import Relation, Role, Standing


@dataclass(frozen=True)
class Seat:
    """A judge's place before one entry, with how they stand to it right now."""

    row: Assignment
    step: Step
    scoped: Scoped
    standing: Standing


def find_assignment(session: Session, visitor: Visitor, ref: str) -> Seat:
    """One's own assignment. Those of others, and those given up, do not exist."""
    row = session.execute(
        select(Assignment, Step)
        .join(Step, col(Step.id) == Assignment.step_id)
        .where(col(Assignment.ref) == ref, held_by(visitor.id))
    ).first()
    if row is None:
        raise Missing
    scoped = scoped_of(session, row[1].competition_id)
    standing = _standing(visitor, scoped, row[1], row[0].state)
    require_visible(Act.SEE_SHEET, standing)
    return Seat(row[0], row[1], scoped, standing)


def _standing(visitor: Visitor, scoped: Scoped, step: Step, state: AssignmentState) -> Standing:
    """Assigned is who still is a judge here: a role that ended takes the sheets along."""
    judge = Role.JUDGE in visitor.roles_in(scoped.row.id, scoped.organiser_path)
    return standing_in(
        visitor, scoped, step, relations=frozenset({Relation.ASSIGNED} if judge else ()),
        locked=state is AssignmentState.LOCKED,
    )  # fmt: skip


def held_by(judge_id: UUID) -> ColumnElement[bool]:
    """In SQL: an assignment of this judge that was neither given up nor is in conflict."""
    return (col(Assignment.judge_id) == judge_id) & counted()


def counted() -> ColumnElement[bool]:
    apart = exists().where(
        col(Conflict.entry_id) == col(Assignment.entry_id),
        col(Conflict.person_id) == col(Assignment.judge_id),
    )
    return (col(Assignment.state) != AssignmentState.RECUSED) & ~apart


def candidates_of(session: Session, step_id: UUID) -> list[Candidate]:
    """What this panel judges or has judged, with its teams: two statements."""
    here = and_(col(Entry.step_id) == step_id, col(Entry.state) == EntryState.RUNNING)
    given_out = select(col(Assignment.entry_id)).where(col(Assignment.step_id) == step_id)
    return candidates_where(session, or_(here, col(Entry.id).in_(given_out)))


def waiting_reviews(session: Session, visitor: Visitor) -> Sequence[Waiting]:
    """The panels in which sheets of this judge are open, one line each: one statement."""
    rows = session.execute(
        select(
            col(Competition.id), col(Unit.path), col(Competition.title), col(Step.closes_at),
            col(Assignment.ref),
        )
        .join(Step, col(Step.id) == Assignment.step_id)
        .join(Competition, col(Competition.id) == Step.competition_id)
        .join(Unit, col(Unit.id) == Competition.organiser_id)
        .where(
            held_by(visitor.id), col(Assignment.state) == AssignmentState.OPEN, is_open_now(),
            col(Competition.state) == CompetitionState.OPEN,
        )
        .order_by(col(Step.closes_at), col(Assignment.place), col(Assignment.ref))
    )  # fmt: skip
    sheets: dict[UUID, list[Waiting]] = {}
    for competition_id, path, title, closes_at, ref in rows:
        if Role.JUDGE in visitor.roles_in(competition_id, path):
            waiting = Waiting("review", title, ref, closes_at)
            sheets.setdefault(competition_id, []).append(waiting)
    return [Waiting("review", s[0].title, s[0].ref, s[0].due_at, len(s)) for s in sheets.values()]


def is_drawn(session: Session, step_id: UUID) -> bool:
    """Whether any judge of this panel has an entry to score."""
    drawn = exists().where(col(Assignment.step_id) == step_id)
    return bool(session.execute(select(drawn)).scalar())
