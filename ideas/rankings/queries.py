"""What the judges gave, sheet by sheet, for those who compute from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.panels.models import Assignment
from ideas.panels.queries import counted
from ideas.panels.rules import AssignmentState
from ideas.reviews.models import Mark


@dataclass(frozen=True)
class SheetMarks:
    """The marks of one sheet, for those who compute the outcome."""

    entry_id: UUID
    assignment_id: UUID
    marks: Mapping[str, int]
    locked: bool


def score_table(session: Session, step_id: UUID) -> list[SheetMarks]:
    """Every sheet of a panel with its marks, in an order that tells nothing: one statement."""
    rows = session.execute(
        select(
            col(Assignment.entry_id), col(Assignment.id), col(Assignment.state),
            col(Mark.criterion), col(Mark.value),
        )
        .outerjoin(Mark, col(Mark.assignment_id) == Assignment.id)
        .where(col(Assignment.step_id) == step_id, counted())
        .order_by(col(Assignment.entry_id), col(Assignment.id), col(Mark.criterion))
    ).all()  # fmt: skip
    marks: dict[UUID, dict[str, int]] = {row[1]: {} for row in rows}
    for _, assignment_id, _, criterion, value in rows:
        if value is not None:
            marks[assignment_id][criterion] = value
    sheets = {row[1]: (row[0], row[2] is AssignmentState.LOCKED) for row in rows}
    return [SheetMarks(sheets[a][0], a, marks[a], locked=sheets[a][1]) for a in marks]


def all_locked(session: Session, step_id: UUID) -> bool:
    """Whether there are sheets, and none of them is still open."""
    states = session.execute(
        select(col(Assignment.state)).where(col(Assignment.step_id) == step_id, counted())
    ).scalars()
    return set(states) == {AssignmentState.LOCKED}
