"""A panel as its organisers see it: who judges, what is judged, who must stay apart, how far."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.judging.conflicts.queries import Candidate, Judge, Pair, conflicts_in, judges_of
from ideas.judging.conflicts.telling import Apart, told_by_judge
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import candidates_of, room_state
from ideas.judging.panels.reading import beyond
from ideas.judging.panels.rules import HELD, AssignmentState
from ideas.permissions import refusal, require_visible
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, standing_in
from ideas.road.steps import state_at
from ideas.say import Sentence
from ideas.staff.roles.visitors import Visitor
from ideas.stages import RoomState, StepState


@dataclass(frozen=True)
class Progress:
    """How many sheets there are and how many are locked; never what is on them.

    `begun_beyond`: begun in a category that the judge reads no more; they stay.
    """

    name: str
    about: str
    sheets: int
    locked: int
    late: bool = False
    lacking: int = 0
    begun_beyond: int = 0


@dataclass(frozen=True)
class Choices:
    """Whom and what one may part, by reference."""

    judges: tuple[tuple[str, str], ...]
    entries: tuple[tuple[str, str], ...]


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
    choices: Choices
    room: RoomState
    refusal: Sentence | None
    may_part: bool
    may_check: bool

    @property
    def sheets(self) -> int:
        """By entry: who judges no longer has left some, and they count."""
        return sum(entry.sheets for entry in self.entries)

    @property
    def locked(self) -> int:
        return sum(entry.locked for entry in self.entries)

    @property
    def lacking(self) -> int:
        return sum(entry.lacking for entry in self.entries)


def overview(session: Session, visitor: Visitor, scoped: Scoped, step: Step) -> Overview:
    """Of an entry that the reader is in conflict with nothing is told, and nothing is counted."""
    room = room_state(session, scoped, step)
    standing = standing_in(visitor, scoped, step, room=room)
    require_visible(Act.SEE_PANEL, standing)
    judges, all_ = judges_of(session, scoped.row.id), candidates_of(session, step.id)
    found = conflicts_in(session, scoped.row, {visitor.id, *(j.id for j in judges)}, all_)
    entries = {e.id: e for e in all_ if (e.id, visitor.id) not in found.kinds}
    sheets = [sheet for sheet in sheets_in(session, step.id) if sheet.entry_id in entries]
    state = state_at(step, given.now())
    strays = beyond(session, step, judges, list(entries.values()), sheets)
    return Overview(
        ref=step.ref, title=step.title, competition=scoped.row.title,
        competition_ref=scoped.row.ref, state=state, opens_at=step.opens_at,
        closes_at=step.closes_at, per_entry=step.per_entry,
        judges=tuple(_of_judge(judge, sheets, strays, state) for judge in judges),
        entries=tuple(_of_entry(entry, sheets, step.per_entry) for entry in entries.values()),
        apart=told_by_judge(judges, entries, found),
        choices=Choices(
            tuple((judge.ref, judge.name) for judge in judges),
            tuple((entry.ref, entry.title) for entry in entries.values()),
        ),
        room=room, refusal=refusal(Act.ASSIGN_JUDGES, standing),
        may_part=refusal(Act.PIN_CONFLICT, standing) is None,
        may_check=refusal(Act.CHECK_CANDIDATES, standing) is None,
    )  # fmt: skip


def _of_judge(
    judge: Judge, sheets: Sequence[Assignment], strays: Collection[Pair], state: StepState
) -> Progress:
    own = [s for s in sheets if s.judge_id == judge.id]
    locked = sum(s.state is AssignmentState.LOCKED for s in own)
    late = state is StepState.CLOSED and locked < len(own)
    begun = [s for s in own if s.state is AssignmentState.OPEN and s.saved_at]
    stray = sum((s.entry_id, s.judge_id) in strays for s in begun)
    return Progress(judge.name, judge.unit, len(own), locked, late, begun_beyond=stray)


def _of_entry(entry: Candidate, sheets: Sequence[Assignment], per_entry: int) -> Progress:
    own = [s for s in sheets if s.entry_id == entry.id]
    locked = sum(s.state is AssignmentState.LOCKED for s in own)
    lacking = max(0, per_entry - len(own))
    return Progress(entry.title, entry.ref, len(own), locked, lacking=lacking)


def sheets_in(session: Session, step_id: UUID) -> Sequence[Assignment]:
    """The assignments of a panel that somebody has, without those of its room."""
    rows = select(Assignment).where(
        col(Assignment.step_id) == step_id,
        col(Assignment.state).in_(HELD),
        ~col(Assignment.anchor),
    )
    return session.execute(rows).scalars().all()
