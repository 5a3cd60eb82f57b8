"""When a panel closes: what is complete counts, what is not is set aside."""

from sqlalchemy import Select, func, select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.competitions.models import Step
from ideas.competitions.queries import rules_of, scoped_of
from ideas.history.actions import record
from ideas.panels.models import Assignment, Mark
from ideas.panels.rules import AssignmentState
from ideas.permissions import Standing, require
from ideas.stages import StepKind


def close_panels(session: Session) -> None:
    """Lock the sheets that lack nothing and set the others aside. Twice does no harm.

    So a late judge cannot keep a whole competition waiting.
    """
    require(Act.TURN_STEP, Standing(system=True))
    for step in session.scalars(_closed_with_open_sheets()).all():
        criteria = len(rules_of(session, scoped_of(session, step.competition_id).row).criteria)
        complete = (
            select(col(Mark.assignment_id))
            .where(col(Mark.value).is_not(None))
            .group_by(col(Mark.assignment_id))
            .having(func.count() == criteria)
        )
        left = (col(Assignment.step_id) == step.id) & (
            col(Assignment.state) == AssignmentState.OPEN
        )
        lock = {"state": AssignmentState.LOCKED, "locked_at": given.now()}
        session.execute(
            update(Assignment).where(left, col(Assignment.id).in_(complete)).values(lock)
        )
        session.execute(update(Assignment).where(left).values(state=AssignmentState.RECUSED))
        record(session, Act.TURN_STEP, None, step.id, step=step.title)


def _closed_with_open_sheets() -> Select[Step]:
    waiting = select(col(Assignment.step_id)).where(col(Assignment.state) == AssignmentState.OPEN)
    return select(Step).where(
        col(Step.kind) == StepKind.PANEL,
        col(Step.closes_at) <= given.database_now(),
        col(Step.id).in_(waiting),
    )
