"""What a team reads of its judging once the result is out: means of three judges or more, as bands,
and what judges wrote to it.

Once, at the end, per criterion: rows of single judges could be told apart, means cannot. Words
come by their own letters, so that their order tells nothing.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import Session, col

from ideas.deciding.soundness.rules import Aggregate, aggregate
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import counted
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.reviews.models import Mark
from ideas.road.competitions.models import Step
from ideas.road.entries.queries import EntrySeen
from ideas.stages import SCORED, CompetitionState, StepKind


@dataclass(frozen=True)
class Said:
    """Why judges marked a criterion as they did."""

    title: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Feedback:
    """Criteria, strongest first; what was said of each, in the rubric's order; and notes."""

    criteria: tuple[Aggregate, ...]
    said: tuple[Said, ...]
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
    titles = {(k, c.key): c.title for k in SCORED for c in seen.rules.criteria_at(k)}
    marks: dict[str, list[int]] = defaultdict(list)
    said: dict[str, list[str]] = {title: [] for title in titles.values()}
    notes: dict[UUID, str] = {}
    for kind, sheet, note, mark in session.execute(_locked(seen.row.id)):
        notes[sheet] = note.strip()
        if mark and mark.reason:
            said[titles[kind, mark.criterion]].append(mark.reason)
        if mark and mark.value is not None and kind is StepKind.PANEL:
            marks[mark.criterion].append(mark.value)
    found = [aggregate(c.title, marks[c.key], c.highest) for c in seen.rules.criteria]
    feedback = Feedback(
        tuple(sorted((one for one in found if one), key=lambda one: -one.points)),
        tuple(Said(title, tuple(sorted(texts))) for title, texts in said.items() if texts),
        tuple(sorted(filter(None, notes.values()))),
    )
    return feedback if feedback.criteria or feedback.said or feedback.notes else None


def _locked(entry_id: UUID) -> Select[*tuple[Any, ...]]:
    """The sheets that count for an entry, each with its marks."""
    return (
        select(col(Step.kind), col(Assignment.id), col(Assignment.note_team), Mark)
        .join(Step, col(Step.id) == Assignment.step_id)
        .outerjoin(Mark, col(Mark.assignment_id) == Assignment.id)
        .where(
            col(Assignment.entry_id) == entry_id, counted(),
            col(Assignment.state) == AssignmentState.LOCKED,
        )
    )  # fmt: skip
