"""How a person stands to a thing: roles, relations, and the state of what is asked about."""

from dataclasses import dataclass
from enum import StrEnum

from ideas.stages import (
    CompetitionState,
    EntryState,
    OutcomeState,
    Owner,
    RoomState,
    StepKind,
    StepState,
)


class Role(StrEnum):
    SECRETARIAT = "secretariat"
    JUDGE = "judge"
    CHAIR = "chair"
    LEADER = "leader"
    PUBLISHER = "publisher"
    PERSONNEL = "personnel"
    MENTOR = "mentor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Relation(StrEnum):
    """How a person stands to one proposal, entry or recognition."""

    LEAD = "lead"
    MEMBER = "member"
    INVITED = "invited"
    NAMED = "named"
    SUPERIOR = "superior"
    ASSIGNED = "assigned"
    PRESENT = "present"
    CONFLICTED = "conflicted"
    SELF = "self"
    DECIDER = "decider"


@dataclass(frozen=True)
class Standing:
    """How one person stands to one thing right now: plain facts, no database.

    `roles` are only those whose scope reaches the thing asked about. `completes`: the entry is
    shortlisted, more is asked of it, and the panel has not begun. `declared`: the judge has signed
    the list that this entry is on. `uncalled`: what is to be heard has not begun. `owes_sheets`:
    judges here, and has not locked every sheet.
    """

    signed_in: bool = False
    system: bool = False
    roles: frozenset[Role] = frozenset()
    relations: frozenset[Relation] = frozenset()
    eligible: bool = False
    competition: CompetitionState | None = None
    step: StepKind | None = None
    step_state: StepState | None = None
    entry: EntryState | None = None
    owner: Owner | None = None
    shown: bool = False
    outcome: OutcomeState = OutcomeState.NONE
    room: RoomState = RoomState.NONE
    locked: bool = False
    declared: bool = False
    uncalled: bool = False
    sealed_by_me: bool = False
    granted_by_me: bool = False
    waits: bool = False
    last_administrator: bool = False
    stood_in: bool = False
    leadless: bool = False
    completes: bool = False
    owes_sheets: bool = False

    @property
    def in_team(self) -> bool:
        return bool(self.relations & {Relation.LEAD, Relation.MEMBER})
