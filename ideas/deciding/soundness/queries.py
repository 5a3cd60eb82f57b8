"""What the chair and the auditor read of a panel's marks: only what is locked, and nothing of
entries that they stand too close to, in any figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.deciding.rankings.queries import scores_of
from ideas.deciding.rankings.rules import SheetMarks
from ideas.deciding.rankings.tables import neutral, rows_of
from ideas.deciding.soundness.rules import to_call
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import held_by, hidden_in
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.scoring.rules import Marked
from ideas.permissions import require, require_visible
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, standing_in, steps_of
from ideas.road.competitions.rules import Rules
from ideas.staff.roles.visitors import Visitor
from ideas.standing import Standing


@dataclass(frozen=True)
class Marks:
    """What a person may compute from: the sheets of a panel, all and locked ones, as rows."""

    rules: Rules
    sheets: Sequence[SheetMarks]
    left_out: int
    per_entry: int

    @cached_property
    def locked(self) -> list[SheetMarks]:
        return [sheet for sheet in self.sheets if sheet.locked]

    @cached_property
    def rows(self) -> list[Marked]:
        return rows_of(self.locked, self.rules.criteria)

    @cached_property
    def names(self) -> dict[UUID, str]:
        """Each judge's name in the rows."""
        return neutral(self.locked)

    @property
    def to_call(self) -> frozenset[str]:
        return to_call(self.sheets, self.rows, self.rules.judging.gap, self.per_entry)


def standing_to_scores(session: Session, visitor: Visitor, scoped: Scoped, step: Step) -> Standing:
    """With whether one still owes sheets of one's own: whoever judges does so first."""
    require_visible(Act.SEE_SCORES, standing_in(visitor, scoped, step))
    own = select(col(Assignment.id)).where(
        col(Assignment.step_id) == step.id, held_by(visitor.id),
        col(Assignment.state) == AssignmentState.OPEN,
    )  # fmt: skip
    owes = session.execute(own.limit(1)).first() is not None
    return standing_in(visitor, scoped, step, owes_sheets=owes)


def marks_of(session: Session, visitor: Visitor, scoped: Scoped, step: Step) -> Marks:
    scores = scores_of(session, scoped, steps_of(session, scoped.row.id))
    apart = hidden_in(session, visitor, step)
    sheets = [sheet for sheet in scores.panel if sheet.entry_id not in apart]
    return Marks(scores.rules, sheets, len(apart), step.per_entry)


def locked_rows(session: Session, visitor: Visitor, scoped: Scoped, step: Step) -> list[Marked]:
    """For whoever works the page out again."""
    require(Act.SEE_SCORES, standing_to_scores(session, visitor, scoped, step))
    return marks_of(session, visitor, scoped, step).rows
