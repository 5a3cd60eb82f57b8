"""When a step that gives marks closes: what is complete counts, what is not is set aside.

A panel in which an entry has no complete sheet does not close, nor does a presentation but for
teams that did not come: nobody may lose unread. It waits until the secretariat gives it more time.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.history.actions import record
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.reviews.actions import keep_versions
from ideas.judging.reviews.models import Mark, SheetVersion
from ideas.judging.reviews.rules import ranking
from ideas.permissions import Standing, require
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import rules_of, scoped_of
from ideas.road.entries.models import Entry
from ideas.stages import SCORED, EntryState, StepKind


def close_panels(session: Session) -> None:
    """Lock the sheets that lack nothing and set the others aside. Twice does no harm.

    So a late judge cannot keep a whole competition waiting.
    """
    require(Act.TURN_STEP, Standing(system=True))
    for step in session.scalars(_closed_with_open_sheets()).all():
        lock_complete(session, step, col(Assignment.step_id) == step.id)
        again = select(Assignment).where(*_left(step), col(Assignment.versions) > 0)
        for sheet in session.scalars(again):
            _as_it_was_locked(session, sheet)
        left = update(Assignment).where(*_left(step))
        session.execute(left.values(state=AssignmentState.RECUSED))
        record(session, Act.TURN_STEP, None, step.id, step=step.title)


def lock_complete(session: Session, step: Step, which: ColumnElement[bool]) -> None:
    """Part of closing: of these sheets of a step, those that lack nothing are locked."""
    locking = update(Assignment).where(*_left(step), which, _complete(session, step))
    locked = session.scalars(
        locking.values(
            state=AssignmentState.LOCKED, locked_at=given.now(),
            versions=col(Assignment.versions) + 1,
        ).returning(col(Assignment.id))
    ).all()  # fmt: skip
    keep_versions(session, locked)


def _left(step: Step) -> tuple[ColumnElement[bool], ...]:
    """In SQL: the sheets of this step that are open still."""
    return (col(Assignment.step_id) == step.id, col(Assignment.state) == AssignmentState.OPEN)


def _as_it_was_locked(session: Session, sheet: Assignment) -> None:
    """Opened again and left incomplete: what was locked before counts."""
    before = session.get_one(SheetVersion, (sheet.id, sheet.versions))
    session.execute(delete(Mark).where(col(Mark.assignment_id) == sheet.id))
    session.add_all(
        Mark(assignment_id=sheet.id, criterion=key, value=value, abstained=away, reason=reason)
        for key, value, away, reason in before.marks
    )
    sheet.note, sheet.note_team = before.note, before.note_team
    sheet.state, sheet.locked_at = AssignmentState.LOCKED, before.locked_at
    session.flush()


def held_panels(session: Session) -> frozenset[UUID]:
    """Panels, passed, in which an entry has no complete sheet: three statements."""
    passed = passed_of(session, StepKind.PANEL)
    return frozenset(step.id for step in passed if has_unread(session, step))


def passed_of(session: Session, kind: StepKind) -> Sequence[Step]:
    """Steps of this kind whose time is over, and that were not turned yet."""
    passed = select(Step).where(
        col(Step.kind) == kind, col(Step.closes_at) <= given.database_now(),
        col(Step.turned_at).is_(None),
    )  # fmt: skip
    return session.scalars(passed).all()


def has_unread(session: Session, step: Step, *excused: ColumnElement[bool]) -> bool:
    """Whether an entry here, but for those excused, has no complete sheet."""
    read = select(col(Assignment.entry_id)).where(
        col(Assignment.step_id) == step.id,
        ~col(Assignment.anchor),
        or_(
            col(Assignment.state) == AssignmentState.LOCKED,
            (col(Assignment.state) == AssignmentState.OPEN)
            & or_(_complete(session, step), col(Assignment.versions) > 0),
        ),
    )
    unread = select(col(Entry.id)).where(
        col(Entry.step_id) == step.id,
        col(Entry.state) == EntryState.RUNNING,
        col(Entry.id).not_in(read),
        *excused,
    )
    return session.execute(unread.limit(1)).first() is not None


def _complete(session: Session, step: Step) -> ColumnElement[bool]:
    """In SQL: each criterion that counts is marked or abstained from, and one is marked; and what
    was to be heard has begun."""
    rules = rules_of(session, scoped_of(session, step.competition_id).row)
    counting = [criterion.key for criterion in ranking(rules.criteria_at(step.kind))]
    marked = (
        select(col(Mark.assignment_id))
        .where(
            col(Mark.criterion).in_(counting),
            or_(col(Mark.value).is_not(None), col(Mark.abstained)),
        )
        .group_by(col(Mark.assignment_id))
        .having(func.count() == len(counting), func.count(col(Mark.value)) > 0)
    )
    return col(Assignment.id).in_(marked) & ~col(Assignment.uncalled)


def _closed_with_open_sheets() -> Select[Step]:
    waiting = select(col(Assignment.step_id)).where(col(Assignment.state) == AssignmentState.OPEN)
    return select(Step).where(
        col(Step.kind).in_(SCORED),
        col(Step.turned_at).is_not(None),
        col(Step.id).in_(waiting),
    )
