"""The road: a competition's steps are rows, their kinds are code.

A kind says which acts it opens and who owes the next move. The questions below are asked of
a competition's list of steps, and of nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from ideas.acts import Act


class StepKind(StrEnum):
    CALL = "call"
    ENDORSEMENT = "endorsement"
    SCREENING = "screening"
    BALLOT = "ballot"
    PANEL = "panel"
    VISIT = "visit"
    PITCH = "pitch"
    PLENARY = "plenary"
    DECREE = "decree"


class Owner(StrEnum):
    """Who owes an entry its next move."""

    TEAM = "team"
    SUPERIOR = "superior"
    SECRETARIAT = "secretariat"
    VOTERS = "voters"
    JUDGES = "judges"
    CHAIR = "chair"
    LEADER = "leader"
    PUBLISHER = "publisher"
    NOBODY = "nobody"


class StepState(StrEnum):
    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


class CompetitionState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    DONE = "done"


class EntryState(StrEnum):
    """Where an entry stands. Exactly one of a running clock or an end with a reason."""

    RUNNING = "running"
    RETURNED = "returned"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"


class OutcomeState(StrEnum):
    NONE = "none"
    SEALED = "sealed"
    APPROVED = "approved"
    RELEASED = "released"


@dataclass(frozen=True)
class Kind:
    """What one kind of step opens, who owes the move, and whether it gives marks."""

    opens: tuple[Act, ...]
    owner: Owner
    scores: bool = False
    blind: bool = False


KINDS = {
    StepKind.CALL: Kind(
        opens=(
            Act.EXTEND_STEP, Act.WRITE_PROPOSAL, Act.OPEN_PROPOSAL, Act.CHANGE_PROPOSAL,
            Act.RESTORE_VERSION, Act.CONFIRM_IDEA, Act.INVITE_MEMBER, Act.ANSWER_INVITATION,
            Act.REMOVE_MEMBER, Act.POST_PLACE, Act.ANSWER_PLACE, Act.CHOOSE_ANSWER,
            Act.SUBMIT_PROPOSAL, Act.RELATE_PROPOSAL, Act.ASK_TO_JOIN, Act.PROPOSE_MERGER,
            Act.ANSWER_MERGER, Act.CARRY_OVER, Act.UNDO_MERGER, Act.SUGGEST_CHANGE,
            Act.ANSWER_SUGGESTION,
        ),
        owner=Owner.TEAM,
    ),
    StepKind.ENDORSEMENT: Kind(
        opens=(
            Act.EXTEND_STEP, Act.ENDORSE_ENTRY, Act.CHANGE_PROPOSAL, Act.RESTORE_VERSION,
            Act.CORRECT_ENTRY, Act.RELATE_PROPOSAL, Act.SUGGEST_CHANGE, Act.ANSWER_SUGGESTION,
            Act.AMEND_TEAM, Act.ANSWER_AMENDMENT,
        ),
        owner=Owner.SUPERIOR,
    ),
    StepKind.SCREENING: Kind(
        opens=(
            Act.EXTEND_STEP, Act.SCREEN_ENTRY, Act.CHANGE_PROPOSAL, Act.RESTORE_VERSION,
            Act.CORRECT_ENTRY, Act.RELATE_PROPOSAL, Act.SUGGEST_CHANGE, Act.ANSWER_SUGGESTION,
            Act.AMEND_TEAM, Act.ANSWER_AMENDMENT,
        ),
        owner=Owner.SECRETARIAT,
    ),
    StepKind.BALLOT: Kind(
        opens=(Act.EXTEND_STEP, Act.SEE_BALLOT, Act.CAST_BALLOT), owner=Owner.VOTERS
    ),
    StepKind.PANEL: Kind(
        opens=(
            Act.EXTEND_STEP, Act.ASSIGN_JUDGES, Act.SEE_SHEET, Act.SCORE_ENTRY, Act.LOCK_SHEET,
            Act.DECLARE_CONFLICT,
        ),
        owner=Owner.JUDGES,
        scores=True,
        blind=True,
    ),
    StepKind.VISIT: Kind(opens=(Act.EXTEND_STEP,), owner=Owner.JUDGES),
    StepKind.PITCH: Kind(opens=(Act.EXTEND_STEP,), owner=Owner.JUDGES, scores=True),
    StepKind.PLENARY: Kind(opens=(Act.EXTEND_STEP,), owner=Owner.CHAIR),
    StepKind.DECREE: Kind(
        opens=(
            Act.PREVIEW_OUTCOME, Act.SEAL_OUTCOME, Act.REOPEN_OUTCOME, Act.RELEASE_OUTCOME,
        ),
        owner=Owner.LEADER,
    ),
}  # fmt: skip

# From here on an entry is read by its judges, and colleagues keep silent.
JUDGED = frozenset(
    {StepKind.PANEL, StepKind.VISIT, StepKind.PITCH, StepKind.PLENARY, StepKind.DECREE}
)


@dataclass(frozen=True)
class Waiting:
    """Something that waits for a person: what kind of work, on what, by when, and how much."""

    kind: str
    title: str
    ref: str
    due_at: datetime
    count: int = 1


class AnyStep(Protocol):
    """What a step must know for the questions below."""

    kind: StepKind
    position: int
    opens_at: datetime
    closes_at: datetime


SomeStep = TypeVar("SomeStep", bound=AnyStep)


def opens(kind: StepKind, act: Act) -> bool:
    return act in KINDS[kind].opens


def state_at(step: AnyStep, moment: datetime) -> StepState:
    """Open from its first instant until just before its last: [opens_at, closes_at)."""
    if moment < step.opens_at:
        return StepState.UPCOMING
    return StepState.OPEN if moment < step.closes_at else StepState.CLOSED


def in_order(steps: Sequence[SomeStep]) -> list[SomeStep]:
    return sorted(steps, key=lambda step: step.position)


def current_step(steps: Sequence[SomeStep], moment: datetime) -> SomeStep:
    """The step people ask about now: the open one, else the next, else the last."""
    road = in_order(steps)
    open_now = [s for s in road if state_at(s, moment) is StepState.OPEN]
    to_come = [s for s in road if state_at(s, moment) is StepState.UPCOMING]
    return (open_now or to_come or road[-1:])[0]


def step_after(steps: Sequence[SomeStep], position: int) -> SomeStep | None:
    return next((step for step in in_order(steps) if step.position > position), None)
