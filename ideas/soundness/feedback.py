"""What a team reads of its marks once the result is out: means of three judges or more, as bands.

Once, at the end, per criterion: rows of single judges could be told apart, means cannot.
"""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.competitions.models import Step
from ideas.entries.queries import EntrySeen
from ideas.panels.models import Assignment
from ideas.panels.queries import counted
from ideas.panels.rules import AssignmentState
from ideas.reviews.models import Mark
from ideas.soundness.rules import Aggregate, aggregate
from ideas.stages import CompetitionState, StepKind


@dataclass(frozen=True)
class Feedback:
    """Strongest first."""

    criteria: tuple[Aggregate, ...]

    @property
    def strongest(self) -> Aggregate:
        return self.criteria[0]

    @property
    def weakest(self) -> Aggregate | None:
        """What to work on; nothing where no criterion lies below another."""
        last = self.criteria[-1]
        return last if last.points < self.strongest.points else None


def feedback_of(session: Session, seen: EntrySeen) -> Feedback | None:
    """For its team alone, after the release: one statement."""
    if not seen.standing.in_team or seen.competition.state is not CompetitionState.DONE:
        return None
    rows = session.execute(
        select(col(Mark.criterion), col(Mark.value))
        .join(Assignment, col(Assignment.id) == Mark.assignment_id)
        .join(Step, col(Step.id) == Assignment.step_id)
        .where(
            col(Assignment.entry_id) == seen.row.id, counted(), col(Mark.value).is_not(None),
            col(Assignment.state) == AssignmentState.LOCKED, col(Step.kind) == StepKind.PANEL,
        )
    )  # fmt: skip
    marks: dict[str, list[int]] = defaultdict(list)
    for criterion, value in rows:
        marks[criterion].append(value)
    found = [aggregate(c.title, marks[c.key], c.highest) for c in seen.rules.criteria]
    told = sorted((one for one in found if one), key=lambda one: -one.points)
    return Feedback(tuple(told)) if told else None
