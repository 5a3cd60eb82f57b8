"""A judge's own assignments, and what waits for them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased, load_only
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.failures import Missing
from ideas.judging.conflicts.charts import IN_TOUCH
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.queries import (
    Candidate,
    candidates_where,
    conflict_now,
    hidden_from,
    near_of,
)
from ideas.judging.conflicts.rules import ConflictKind, settled
from ideas.judging.panels.models import Assignment, Room
from ideas.judging.panels.rules import HELD, AssignmentState
from ideas.judging.rubrics.rules import Criterion
from ideas.permissions import require_visible
from ideas.road.competitions.models import Competition, RuleBook, Step
from ideas.road.competitions.queries import (
    Scoped,
    as_rules,
    in_force,
    is_open_now,
    rules_as_text,
    rules_of,
    standing_in,
)
from ideas.road.competitions.rules import Rules
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState, EntryState, RoomState
from ideas.standing import Relation, Role, Standing
from ideas.waiting import Waiting
from ideas.writing.proposals.models import Member


# Of an entry, no more than tells who is close to it.
STANDS_BEHIND = load_only(
    col(Entry.proposal_id), col(Entry.lead_id), col(Entry.unit_id), col(Entry.superior_id),
    col(Entry.submitted_at),
)  # fmt: skip


@dataclass(frozen=True)
class Seat:
    """A judge's place before one entry, with how they stand to it right now."""

    row: Assignment
    step: Step
    scoped: Scoped
    rules: Rules
    standing: Standing

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """What is marked here: a presentation may have a rubric of its own."""
        return self.rules.criteria_at(self.step.kind)


class Undeclared(Missing):
    """The judge has not said yet whether anything on the list is close; the list comes first."""

    def __init__(self, step_ref: str) -> None:
        super().__init__()
        self.step_ref = step_ref


def find_assignment(session: Session, visitor: Visitor, ref: str) -> Seat:
    """One's own assignment. Those of others, those given up and those in conflict do not exist."""
    found = session.execute(_with_its_team(), {"ref": ref, "judge": visitor.id}).all()
    if not found:
        raise Missing
    row, step, entry, noted, rules, *place = found[0][:-2]
    scoped = Scoped(*place)
    near = near_of(entry, [(mate[-2], mate[-1]) for mate in found if mate[-2]])
    apart = settled(conflict_now(session, scoped.row, visitor.id, near), noted)
    standing = _standing(visitor, scoped, step, row, apart=apart is not None)
    require_visible(Act.SEE_SHEET, replace(standing, declared=True))
    if not standing.declared:
        raise Undeclared(step.ref)
    return Seat(row, step, scoped, as_rules(rules), standing)


@cache
def _with_its_team() -> Select[*tuple[Any, ...]]:
    """One's own assignment with its competition, what was noted before, and who stands behind its
    entry, one row for each. Asked with every mark, so it is put together once."""
    mate = and_(
        col(Member.proposal_id) == Entry.proposal_id, col(Member.consent).in_(IN_TOUCH)
    )  # fmt: skip
    scope, organiser = aliased(Unit), aliased(Unit)
    return (
        select(
            Assignment, Step, Entry, col(Conflict.kind), rules_as_text(), Competition,
            col(scope.name), col(scope.path), col(organiser.name), col(organiser.path),
            col(Member.person_id), col(Member.hidden),
        )
        .options(STANDS_BEHIND)
        .join(Step, col(Step.id) == Assignment.step_id)
        .join(Entry, col(Entry.id) == Assignment.entry_id)
        .join(Competition, col(Competition.id) == Step.competition_id)
        .join(RuleBook, in_force())
        .join(scope, col(scope.id) == Competition.unit_id)
        .join(organiser, col(organiser.id) == Competition.organiser_id)
        .outerjoin(Conflict, _of_the_pair())
        .outerjoin(Member, mate)
        .where(
            col(Assignment.ref) == bindparam("ref"),
            col(Assignment.judge_id) == bindparam("judge"), held(),
        )
    )  # fmt: skip


def _standing(
    visitor: Visitor, scoped: Scoped, step: Step, row: Assignment, *, apart: bool
) -> Standing:
    """Assigned is who still is a judge here: a role that ended takes the sheets along."""
    judge = Role.JUDGE in visitor.roles_in(scoped.row.id, scoped.organiser_path)
    facts = {Relation.ASSIGNED: judge, Relation.CONFLICTED: apart}
    return standing_in(
        visitor, scoped, step, relations=frozenset(fact for fact, yes in facts.items() if yes),
        locked=row.state is AssignmentState.LOCKED, declared=row.declared_at is not None,
        uncalled=row.uncalled,
    )  # fmt: skip


def held_by(judge_id: UUID) -> ColumnElement[bool]:
    """In SQL: an assignment of this judge that was neither given up nor is in conflict."""
    return (col(Assignment.judge_id) == judge_id) & held()


def counted() -> ColumnElement[bool]:
    """In SQL: a sheet that counts for its entry. What was given in a calibration room does not."""
    return held() & ~col(Assignment.anchor)


def held() -> ColumnElement[bool]:
    """In SQL: a sheet that somebody has, between two whom nothing that was noted parts."""
    return col(Assignment.state).in_(HELD) & not_apart()


def in_open_step() -> ColumnElement[bool]:
    """In SQL, as it is written: the sheet's step is open by the database's clock."""
    return exists().where(col(Step.id) == col(Assignment.step_id), is_open_now())


def not_apart() -> ColumnElement[bool]:
    """In SQL: nothing that was noted parts this judge and this entry."""
    noted = aliased(Conflict)  # beside the Conflict that a query may have joined itself
    return ~exists().where(_of_the_pair(noted), col(noted.kind) != ConflictKind.CLEARED)


def _of_the_pair(conflict: Any = Conflict) -> ColumnElement[bool]:
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
