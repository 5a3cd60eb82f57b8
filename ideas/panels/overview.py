"""A panel as its organisers see it: who judges, what is judged, who must stay apart, how far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.competitions.models import Step
from ideas.competitions.queries import Scoped, standing_in
from ideas.conflicts.models import Conflict
from ideas.conflicts.queries import Candidate, Judge, conflicts_of, judges_of
from ideas.conflicts.rules import ConflictKind
from ideas.panels.models import Assignment
from ideas.panels.queries import candidates_of
from ideas.panels.rules import AssignmentState
from ideas.permissions import refusal, require_visible
from ideas.roles.visitors import Visitor
from ideas.say import Sentence
from ideas.stages import StepState, state_at


@dataclass(frozen=True)
class Progress:
    """How many sheets there are and how many are locked; never what is on them."""

    name: str
    about: str
    sheets: int
    locked: int
    late: bool = False
    lacking: int = 0


@dataclass(frozen=True)
class Apart:
    """A judge and an entry that the chart, or the judge, keeps apart."""

    judge: str
    entry: str
    kind: ConflictKind
    note: str


@dataclass(frozen=True)
class Overview:
    """What the panel's page shows, and nothing else."""

    ref: str
    title: str
    competition: str
    competition_ref: str
    state: StepState
    opens_at: datetime
    closes_at: datetime
    per_entry: int
    judges: tuple[Progress, ...]
    entries: tuple[Progress, ...]
    apart: tuple[Apart, ...]
    refusal: Sentence | None

    @property
    def sheets(self) -> int:
        return sum(judge.sheets for judge in self.judges)

    @property
    def locked(self) -> int:
        return sum(judge.locked for judge in self.judges)

    @property
    def lacking(self) -> int:
        return sum(entry.lacking for entry in self.entries)


def overview(session: Session, visitor: Visitor, scoped: Scoped, step: Step) -> Overview:
    standing = standing_in(visitor, scoped, step)
    require_visible(Act.SEE_PANEL, standing)
    judges, entries = judges_of(session, scoped.row.id), candidates_of(session, step.id)
    kinds = conflicts_of(session, judges, entries)
    notes = _notes(session, [entry.id for entry in entries])
    sheets = sheets_in(session, step.id)
    state = state_at(step, given.now())
    return Overview(
        ref=step.ref, title=step.title, competition=scoped.row.title,
        competition_ref=scoped.row.ref, state=state, opens_at=step.opens_at,
        closes_at=step.closes_at, per_entry=step.per_entry,
        judges=tuple(_of_judge(judge, sheets, state) for judge in judges),
        entries=tuple(_of_entry(entry, sheets, step.per_entry) for entry in entries),
        apart=tuple(
            Apart(
                judge.name, entry.title, kinds[entry.id, judge.id],
                notes.get((entry.id, judge.id), ""),
            )
            for entry in entries
            for judge in judges
            if (entry.id, judge.id) in kinds
        ),
        refusal=refusal(Act.ASSIGN_JUDGES, standing),
    )  # fmt: skip


def _of_judge(judge: Judge, sheets: Sequence[Assignment], state: StepState) -> Progress:
    own = [s for s in sheets if s.judge_id == judge.id]
    locked = sum(s.state is AssignmentState.LOCKED for s in own)
    late = state is StepState.CLOSED and locked < len(own)
    return Progress(judge.name, judge.unit, len(own), locked, late)


def _of_entry(entry: Candidate, sheets: Sequence[Assignment], per_entry: int) -> Progress:
    own = [s for s in sheets if s.entry_id == entry.id]
    locked = sum(s.state is AssignmentState.LOCKED for s in own)
    lacking = max(0, per_entry - len(own))
    return Progress(entry.title, entry.ref, len(own), locked, lacking=lacking)


def _notes(session: Session, entries: Sequence[UUID]) -> dict[tuple[UUID, UUID], str]:
    """What judges wrote when they stepped back."""
    rows = session.execute(
        select(col(Conflict.entry_id), col(Conflict.person_id), col(Conflict.note)).where(
            col(Conflict.entry_id).in_(entries), col(Conflict.kind) == ConflictKind.DECLARED
        )
    )
    return {(entry_id, person_id): note for entry_id, person_id, note in rows}


def sheets_in(session: Session, step_id: UUID) -> Sequence[Assignment]:
    """The assignments of a panel that were not given up."""
    rows = select(Assignment).where(
        col(Assignment.step_id) == step_id, col(Assignment.state) != AssignmentState.RECUSED
    )
    return session.execute(rows).scalars().all()
