"""When a panel closes: what is complete counts, what is not is set aside.

A panel in which an entry has no complete sheet does not close: nobody may lose unread. It waits
until the secretariat gives it more time.
"""

from uuid import UUID

from sqlalchemy import Select, func, or_, select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.competitions.models import Step
from ideas.competitions.queries import rules_of, scoped_of
from ideas.entries.models import Entry
from ideas.history.actions import record
from ideas.panels.models import Assignment
from ideas.panels.rules import AssignmentState
from ideas.permissions import Standing, require
from ideas.reviews.models import Mark
from ideas.stages import EntryState, StepKind


def close_panels(session: Session) -> None:
    """Lock the sheets that lack nothing and set the others aside. Twice does no harm.

    So a late judge cannot keep a whole competition waiting.
    """
    require(Act.TURN_STEP, Standing(system=True))
    for step in session.scalars(_closed_with_open_sheets()).all():
        complete = _complete(session, step)
        left = (col(Assignment.step_id) == step.id) & (
            col(Assignment.state) == AssignmentState.OPEN
        )
        lock = {"state": AssignmentState.LOCKED, "locked_at": given.now()}
        session.execute(
            update(Assignment).where(left, col(Assignment.id).in_(complete)).values(lock)
        )
        session.execute(update(Assignment).where(left).values(state=AssignmentState.RECUSED))
        record(session, Act.TURN_STEP, None, step.id, step=step.title)


def held_panels(session: Session) -> frozenset[UUID]:
    """Panels whose time has passed while an entry has no complete sheet: three statements each."""
    passed = session.scalars(
        select(Step).where(
            col(Step.kind) == StepKind.PANEL,
            col(Step.closes_at) <= given.database_now(),
            col(Step.turned_at).is_(None),
        )
    ).all()
    return frozenset(step.id for step in passed if _has_unread(session, step))


def _has_unread(session: Session, step: Step) -> bool:
    read = select(col(Assignment.entry_id)).where(
        col(Assignment.step_id) == step.id,
        or_(
            col(Assignment.state) == AssignmentState.LOCKED,
            (col(Assignment.state) == AssignmentState.OPEN)
            & col(Assignment.id).in_(_complete(session, step)),
        ),
    )
    unread = select(col(Entry.id)).where(
        col(Entry.step_id) == step.id,
        col(Entry.state) == EntryState.RUNNING,
        col(Entry.id).not_in(read),
    )
    return session.execute(unread.limit(1)).first() is not None


def _complete(session: Session, step: Step) -> Select[UUID]:
    """In SQL: the sheets with a mark for every criterion."""
    criteria = len(rules_of(session, scoped_of(session, step.competition_id).row).criteria)
    return (
        select(col(Mark.assignment_id))
        .where(col(Mark.value).is_not(None))
        .group_by(col(Mark.assignment_id))
        .having(func.count() == criteria)
    )


def _closed_with_open_sheets() -> Select[Step]:
    waiting = select(col(Assignment.step_id)).where(col(Assignment.state) == AssignmentState.OPEN)
    return select(Step).where(
        col(Step.kind) == StepKind.PANEL,
        col(Step.turned_at).is_not(None),
        col(Step.id).in_(waiting),
    )
