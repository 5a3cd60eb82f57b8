"""What is asked about: each state of a competition and its entry, and how one stands to it."""

from dataclasses import dataclass
from enum import StrEnum

from ideas.stages import (
    KINDS,
    CompetitionState,
    EntryState,
    OutcomeState,
    Owner,
    RoomState,
    StepKind,
    StepState,
)
from ideas.standing import Relation, Role, Standing
from tests.matrix.people import Principal

ROAD = tuple(StepKind)
OFFICE = frozenset({Role.ADMINISTRATOR, Role.PERSONNEL, Role.AUDITOR})
GOING = ("judge", "judge-in-conflict", "revoked")
VISITING = frozenset({Role.JUDGE, Role.SECRETARIAT, Role.CHAIR})
SHOWN_FROM = ROAD.index(StepKind.BALLOT)

ALWAYS = frozenset(
    {
        "competition",
        "ballot",
        "panel",
        "pitch",
        "plenary",
        "visit",
        "unit",
        "person",
        "part",
        "grant",
        "asked",
        "decided",
        "breach",
        "copy",
        "change",
        "intake",
        "notice",
        "stop",
    }
)


class About(StrEnum):
    """What a route is about, and so which facts count."""

    NOTHING = "nothing"
    PLANNING = "planning"
    OFFICE = "office"
    GRANT = "grant"
    COMPETITION = "competition"
    CALL = "call"
    SEATS = "seats"
    PROPOSAL = "proposal"
    ENTRY = "entry"
    BALLOT = "ballot"
    PANEL = "panel"
    SHEET = "sheet"
    PITCH = "pitch"
    SLOT = "slot"
    PLENARY = "plenary"
    TALK = "talk"
    MINUTES = "minutes"
    VISIT = "visit"
    SEALING = "sealing"
    RESULT = "result"
    CERTIFICATE = "certificate"
    OWN_DATA = "own data"
    DECIDED = "decided"
    COMMENT = "comment"
    SUGGESTION = "suggestion"
    CASE = "case"
    QUEUE = "queue"


DRAFTS = (About.PROPOSAL, About.COMMENT, About.SUGGESTION)
SITTING = (About.PLENARY, About.TALK, About.MINUTES)
OWNERS = {About.COMMENT: "lead", About.SUGGESTION: "colleague"}


@dataclass(frozen=True)
class State:
    """`at` is the step that is open; the entry `stands` there, unless it says where.

    `waits`: an invitation has not been answered.
    """

    name: str
    at: StepKind = StepKind.CALL
    entry: EntryState | None = None
    stands: StepKind | None = None
    competition: CompetitionState = CompetitionState.OPEN
    outcome: OutcomeState = OutcomeState.NONE
    waits: bool = False
    locked: bool = False
    opened: bool = False
    asks_more: bool = False
    room: RoomState = RoomState.NONE

    @property
    def place(self) -> StepKind:
        return self.stands or (self.at if self.entry else StepKind.CALL)

    @property
    def shown(self) -> bool:
        there = self.entry is not None and ROAD.index(self.place) >= SHOWN_FROM
        return there and self.entry is not EntryState.WITHDRAWN

    @property
    def presented(self) -> bool:
        """The plan of the presentations is published."""
        return self.entry is not None and ROAD.index(self.at) >= ROAD.index(StepKind.PITCH)

    @property
    def discussed(self) -> bool:
        """A plenary has something to talk about."""
        begun = ROAD.index(self.at) >= ROAD.index(StepKind.PLENARY)
        return begun and self.entry is EntryState.RUNNING

    @property
    def sat(self) -> bool:
        """Its plenary is closed."""
        return self.entry is not None and self.at is StepKind.DECREE

    @property
    def visited(self) -> bool:
        """A visit is planned, and those who are visited know."""
        return self.entry is not None and ROAD.index(self.at) >= ROAD.index(StepKind.VISIT)

    @property
    def owner(self) -> Owner | None:
        owners = {EntryState.RUNNING: KINDS[self.place].owner, EntryState.RETURNED: Owner.TEAM}
        return None if self.entry is None else owners.get(self.entry, Owner.NOBODY)

    @property
    def has(self) -> frozenset[str]:
        """The things that are there to be asked about."""
        there = {
            "proposal": self.competition is not CompetitionState.DRAFT,
            "file": self.competition is not CompetitionState.DRAFT,
            "number": self.competition is not CompetitionState.DRAFT,
            "comment": self.competition is not CompetitionState.DRAFT,
            "hidden": self.competition is not CompetitionState.DRAFT,
            "objected": self.competition is not CompetitionState.DRAFT,
            "suggestion": self.competition is not CompetitionState.DRAFT,
            "place": self.competition is not CompetitionState.DRAFT,
            "offer": self.competition is not CompetitionState.DRAFT,
            "entry": self.entry is not None,
            "other": self.entry is not None,
            "slot": self.presented,
            "visited": self.visited,
            "claim": self.visited,
            "photo": self.visited,
            "pitch_day": self.presented,
            **dict.fromkeys(
                ("assignment", "listing", "reopening", "question", "forwarded"),
                ROAD.index(self.at) >= ROAD.index(StepKind.PANEL),
            ),
            "discussed": self.discussed,
            "order_change": self.at is StepKind.PLENARY,
            "minutes": self.sat,
            "outcome": self.outcome is not OutcomeState.NONE,
            "code": self.outcome is OutcomeState.RELEASED,
        }
        return ALWAYS | {name for name, yes in there.items() if yes}

    def step_state(self, kind: StepKind) -> StepState:
        far = ROAD.index(kind) - ROAD.index(self.at)
        return StepState.OPEN if not far else StepState.UPCOMING if far > 0 else StepState.CLOSED


RUNNING = EntryState.RUNNING
STATES = (
    State("draft", competition=CompetitionState.DRAFT),
    State("call", waits=True),
    State("ready"),
    State("opened", opened=True),
    State("late", at=StepKind.ENDORSEMENT, waits=True),
    State("endorsement", at=StepKind.ENDORSEMENT, entry=RUNNING),
    State("returned", at=StepKind.ENDORSEMENT, entry=EntryState.RETURNED),
    State("left-behind", at=StepKind.SCREENING, entry=RUNNING, stands=StepKind.ENDORSEMENT),
    State("screening", at=StepKind.SCREENING, entry=RUNNING),
    State("ended", at=StepKind.BALLOT, entry=EntryState.ENDED, stands=StepKind.SCREENING),
    State("withdrawn", at=StepKind.BALLOT, entry=EntryState.WITHDRAWN),
    State("ballot", at=StepKind.BALLOT, entry=RUNNING),
    State("shortlisted", at=StepKind.BALLOT, entry=RUNNING, asks_more=True),
    State("before-room", at=StepKind.PANEL, entry=RUNNING, room=RoomState.WAITING),
    State("room", at=StepKind.PANEL, entry=RUNNING, room=RoomState.OPEN),
    State("panel", at=StepKind.PANEL, entry=RUNNING),
    State("locked", at=StepKind.PANEL, entry=RUNNING, locked=True),
    State("visit", at=StepKind.VISIT, entry=RUNNING, locked=True),
    State("pitch", at=StepKind.PITCH, entry=RUNNING, locked=True),
    State("plenary", at=StepKind.PLENARY, entry=RUNNING, locked=True),
    State("judged", at=StepKind.DECREE, entry=RUNNING, locked=True),
    State("sealed", StepKind.DECREE, RUNNING, outcome=OutcomeState.SEALED, locked=True),
    State("approved", StepKind.DECREE, RUNNING, outcome=OutcomeState.APPROVED, locked=True),
    State(
        "released", StepKind.DECREE, EntryState.DECIDED, competition=CompetitionState.DONE,
        outcome=OutcomeState.RELEASED, locked=True,
    ),
)  # fmt: skip


def standing(who: Principal, state: State, about: About) -> Standing:
    """The facts that count, from the descriptions alone: the product is not asked."""
    if about is About.RESULT:
        return Standing(outcome=state.outcome)
    if about in (About.OWN_DATA, About.DECIDED):
        return _about_data(who, about)
    if about in (About.CASE, About.QUEUE):
        return _moderating(who, about)
    if about in (About.NOTHING, About.PLANNING, About.OFFICE, About.GRANT, About.CERTIFICATE):
        return _apart(who, about)
    if about in SITTING:
        return _sitting(who, state, about)
    step = _step(state, about)
    entry = about in (About.ENTRY, *DRAFTS)
    return Standing(
        signed_in=who.signed_in, roles=who.roles, eligible=who.eligible,
        competition=state.competition, step=step,
        step_state=state.step_state(step) if step else None,
        relations=_relations(who, state, about),
        entry=state.entry if entry else None, owner=state.owner if entry else None,
        shown=_shown(state, about),
        room=state.room if about is About.PANEL else RoomState.NONE,
        completes=entry and state.asks_more, outcome=state.outcome,
        locked=state.locked and about is not About.VISIT,
        sealed_by_me=who.sealed and state.outcome is not OutcomeState.NONE, declared=True,
    )  # fmt: skip


def _shown(state: State, about: About) -> bool:
    if about in (About.PITCH, About.SLOT):
        return state.presented
    if about is About.VISIT:
        return state.visited
    return state.shown if about is About.ENTRY else about in DRAFTS and state.opened


def _sitting(who: Principal, state: State, about: About) -> Standing:
    """The panel is present while it sits; who is in conflict finds neither entry nor minutes."""
    here = state.at is StepKind.PLENARY and who.roles & {Role.JUDGE, Role.CHAIR}
    apart = who.team or who.superior or who.seat is Relation.CONFLICTED
    done = state.competition is CompetitionState.DONE
    hidden = apart and (about is About.TALK or (about is About.MINUTES and not done))
    return Standing(
        signed_in=who.signed_in, eligible=who.eligible, competition=state.competition,
        roles=frozenset() if hidden else who.roles, step=StepKind.PLENARY,
        step_state=state.step_state(StepKind.PLENARY),
        relations=frozenset({Relation.PRESENT} if here else ()),
        locked=state.sat,
    )  # fmt: skip


def _moderating(who: Principal, about: About) -> Standing:
    """The lead's comments, one reported, one hidden by the officer in the team and objected to."""
    roles = who.roles
    if about is About.QUEUE and who.plans:
        roles |= {Role.SECRETARIAT}
    own = {Relation.SELF} if who.name == "lead" else set()
    hid = {Relation.DECIDER} if who.name == "officer-in-team" else set()
    return Standing(signed_in=who.signed_in, roles=roles, relations=frozenset(own | hid))


def _apart(who: Principal, about: About) -> Standing:
    """Standing to one's own affairs, wherever the competition is."""
    roles = frozenset({Role.SECRETARIAT}) if about is About.PLANNING and who.plans else frozenset()
    if about in (About.OFFICE, About.GRANT):
        roles = who.roles & OFFICE
    own = frozenset({Relation.SELF}) if who.won else frozenset()
    return Standing(signed_in=who.signed_in, roles=roles, relations=own, waits=about is About.GRANT)


def _about_data(who: Principal, about: About) -> Standing:
    """The lead's own data, and the administrator's decision that it be erased."""
    own = {Relation.SELF} if who.name == "lead" else set()
    decider = about is About.DECIDED and who.name == "administrator"
    return Standing(
        signed_in=who.signed_in, roles=who.roles & OFFICE,
        relations=frozenset(own | ({Relation.DECIDER} if decider else set())),
    )  # fmt: skip


def _step(state: State, about: About) -> StepKind | None:
    return {
        About.CALL: StepKind.CALL, About.SEATS: StepKind.PANEL, About.PROPOSAL: state.place,
        About.COMMENT: state.place, About.SUGGESTION: state.place,
        About.ENTRY: state.place, About.BALLOT: StepKind.BALLOT, About.PANEL: StepKind.PANEL,
        About.SHEET: StepKind.PANEL, About.PITCH: StepKind.PITCH, About.SLOT: StepKind.PITCH,
        About.VISIT: StepKind.VISIT,
        About.SEALING: StepKind.DECREE,
    }.get(about)  # fmt: skip


def _relations(who: Principal, state: State, about: About) -> frozenset[Relation]:
    agreed = Relation.MEMBER if who.team is Relation.INVITED and not state.waits else who.team
    team = {agreed} if agreed else set()
    if about is About.ENTRY:
        return frozenset(team | ({Relation.SUPERIOR} if who.superior else set()))
    if about is About.SHEET:
        return frozenset({who.seat} if who.seat else ())
    if about in (About.SEALING, About.SLOT):
        return frozenset(team - {Relation.INVITED})
    if about is About.VISIT:
        return frozenset(team - {Relation.INVITED} | _going(who, team))
    own = {Relation.SELF} if OWNERS.get(about) == who.name else set()
    return frozenset(team | own if about in DRAFTS else ())


def _going(who: Principal, team: set[Relation]) -> set[Relation]:
    """Who goes, and who of those with an office stands too close."""
    if not who.roles & VISITING:
        return set()
    close = {Relation.CONFLICTED} if team or who.seat is Relation.CONFLICTED else set()
    return close | ({Relation.ASSIGNED} if who.name in GOING else set())
