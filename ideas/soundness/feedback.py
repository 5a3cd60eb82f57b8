"""What a team reads of its judging once the result is out: means of three judges or more, as bands,
and what judges wrote to it.

Once, at the end, per criterion: rows of single judges could be told apart, means cannot. Notes
come by their own letters, so that their order tells nothing.
"""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

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
    """Criteria, strongest first, and notes."""

    criteria: tuple[Aggregate, ...]
    notes: tuple[str, ...]

    @property
    def strongest(self) -> Aggregate | None:
        return self.criteria[0] if self.criteria else None

    @property
    def weakest(self) -> Aggregate | None:
        """What to work on; nothing where no criterion lies below another."""
        first, last = self.criteria[:1], self.criteria[-1:]
        return last[0] if first and last[0].points < first[0].points else None


def feedback_of(session: Session, seen: EntrySeen) -> Feedback | None:
    """For its team alone, after the release: one statement."""
    if not seen.standing.in_team or seen.competition.state is not CompetitionState.DONE:
        return None
    rows = session.execute(
        select(
            col(Step.kind), col(Assignment.id), col(Assignment.note_team), col(Mark.criterion),
            col(Mark.value),
        )
        .join(Step, col(Step.id) == Assignment.step_id)
        .outerjoin(Mark, col(Mark.assignment_id) == Assignment.id)
        .where(
            col(Assignment.entry_id) == seen.row.id, counted(),
            col(Assignment.state) == AssignmentState.LOCKED,
        )
    )  # fmt: skip
    marks: dict[str, list[int]] = defaultdict(list)
    notes: dict[UUID, str] = {}
    for kind, sheet, note, criterion, value in rows:
        notes[sheet] = note.strip()
        if kind is StepKind.PANEL and value is not None:
            marks[criterion].append(value)
    found = [aggregate(c.title, marks[c.key], c.highest) for c in seen.rules.criteria]
    told = sorted((one for one in found if one), key=lambda one: -one.points)
    written = sorted(filter(None, notes.values()))
    return Feedback(tuple(told), tuple(written)) if told or written else None
