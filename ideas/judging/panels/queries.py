"""A judge's own assignments, and what waits for them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.database import among
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.queries import (
    Candidate,
    candidates_where,
    hidden_from,
)
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.panels.models import Assignment, Room
from ideas.judging.panels.rules import HELD, AssignmentState
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import (
    Scoped,
    is_open_now,
    rules_of,
)
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState, EntryState, RoomState
from ideas.standing import Role
from ideas.waiting import Waiting


def held_by(judge_id: UUID) -> ColumnElement[bool]:
    """In SQL: an assignment of this judge that was neither given up nor is in conflict."""
    return (col(Assignment.judge_id) == judge_id) & held()


def counted() -> ColumnElement[bool]:
    """In SQL: a sheet that counts for its entry. What was given in a calibration room does not."""
    return held() & ~col(Assignment.anchor)


def held() -> ColumnElement[bool]:
    """In SQL: a sheet that somebody has, between two whom nothing that was noted parts."""
    return among(col(Assignment.state), HELD) & not_apart()


def in_open_step() -> ColumnElement[bool]:
    """In SQL, as it is written: the sheet's step is open by the database's clock."""
    return exists().where(col(Step.id) == col(Assignment.step_id), is_open_now())


def not_apart() -> ColumnElement[bool]:
    """In SQL: nothing that was noted parts this judge and this entry."""
    noted = aliased(Conflict)  # beside the Conflict that a query may have joined itself
    return ~exists().where(of_the_pair(noted), col(noted.kind) != ConflictKind.CLEARED)


def of_the_pair(conflict: Any = Conflict) -> ColumnElement[bool]:
    return and_(
        col(conflict.entry_id) == col(Assignment.entry_id),
        col(conflict.person_id) == col(Assignment.judge_id),
    )


def candidates_of(session: Session, step_id: UUID) -> list[Candidate]:
    """What this panel judges or has judged, with its teams: two statements."""
    here = and_(col(Entry.step_id) == step_id, col(Entry.state) == EntryState.RUNNING)
    given_out = select(col(Assignment.entry_id)).where(col(Assignment.step_id) == step_id)
    return candidates_where(session, or_(here, col(Entry.id).in_(given_out)))


def hidden_in(session: Session, visitor: Visitor, step: Step) -> frozenset[UUID]:
    """The entries of a panel of which this reader hears nothing."""
    competition = session.get_one(Competition, step.competition_id)
    return hidden_from(session, competition, visitor.id, candidates_of(session, step.id))


def room_state(session: Session, scoped: Scoped, step: Step) -> RoomState:
    """Whether this panel calibrates first, and how far that is: two statements at most."""
    if not rules_of(session, scoped.row).judging.room:
        return RoomState.NONE
    room = session.get(Room, step.id)
    if room is None:
        return RoomState.WAITING
    return RoomState.CLOSED if room.closed_at else RoomState.OPEN


def waiting_reviews(session: Session, visitor: Visitor) -> Sequence[Waiting]:
    """The panels in which sheets of this judge are open, one line each: one statement."""
    if Role.JUDGE not in visitor.roles:
        return []
    rows = session.execute(
        select(
            col(Competition.id), col(Unit.path), col(Competition.title), col(Step.closes_at),
            col(Assignment.ref),
        )
        .join(Step, col(Step.id) == Assignment.step_id)
        .join(Competition, col(Competition.id) == Step.competition_id)
        .join(Unit, col(Unit.id) == Competition.organiser_id)
        .where(
            held_by(visitor.id), col(Assignment.state) == AssignmentState.OPEN,
            ~col(Assignment.uncalled), is_open_now(),
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
    drawn = exists().where(col(Assignment.step_id) == step_id, ~col(Assignment.anchor))
    return bool(session.execute(select(drawn)).scalar())
