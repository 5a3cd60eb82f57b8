"""The road: a competition's steps are rows, their kinds are code.

A kind says which acts it opens and who owes the next move.
"""

from dataclasses import dataclass
from enum import StrEnum

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


class RoomState(StrEnum):
    """Of a panel's calibration room; `none`: its rules want none."""

    NONE = "none"
    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"


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
            Act.EXTEND_STEP, Act.OPEN_ROOM, Act.AGREE_WORDING, Act.CLOSE_ROOM,
            Act.ASSIGN_JUDGES, Act.SEE_SHEET, Act.SCORE_ENTRY, Act.LOCK_SHEET,
            Act.DECLARE_CONFLICT, Act.SIGN_DECLARATION, Act.ASK_REOPENING, Act.ANSWER_REOPENING,
            Act.ASK_TEAM, Act.CALL_JUDGE, Act.HANDLE_QUESTION, Act.ANSWER_QUESTION,
        ),
        owner=Owner.JUDGES,
        scores=True,
        blind=True,
    ),
    StepKind.VISIT: Kind(
        opens=(
            Act.EXTEND_STEP, Act.PLAN_VISIT, Act.CHANGE_CLAIMS, Act.WRITE_REPORT, Act.SIGN_REPORT,
            Act.CONFIRM_VISIT,
        ),
        owner=Owner.JUDGES,
    ),
    StepKind.PITCH: Kind(
        opens=(
            Act.EXTEND_STEP, Act.SEE_SHEET, Act.SCORE_ENTRY, Act.LOCK_SHEET, Act.DECLARE_CONFLICT,
            Act.PLAN_PITCHES, Act.MOVE_PITCH, Act.RUN_PITCHES, Act.CONFIRM_SLOT, Act.SWAP_SLOT,
        ),
        owner=Owner.JUDGES,
        scores=True,
    ),
    StepKind.PLENARY: Kind(
        opens=(
            Act.EXTEND_STEP, Act.NOTE_PRESENCE, Act.DISCUSS_ENTRY, Act.PROPOSE_CHANGE,
            Act.DECIDE_CHANGE, Act.CLOSE_PLENARY, Act.SIGN_MINUTES, Act.REOPEN_PLENARY,
        ),
        owner=Owner.CHAIR,
    ),
    StepKind.DECREE: Kind(
        opens=(
            Act.PREVIEW_OUTCOME, Act.SEAL_OUTCOME, Act.REOPEN_OUTCOME, Act.RELEASE_OUTCOME,
        ),
        owner=Owner.LEADER,
    ),
}  # fmt: skip

SCORED = frozenset(kind for kind, meaning in KINDS.items() if meaning.scores)
# From here on an entry is read by its judges, and colleagues keep silent.
JUDGED = frozenset(
    {StepKind.PANEL, StepKind.VISIT, StepKind.PITCH, StepKind.PLENARY, StepKind.DECREE}
)


def opens(kind: StepKind, act: Act) -> bool:
    return act in KINDS[kind].opens
