"""What a competition's face tells one person: where it is, what is asked of them, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from ideas import given
from ideas.acts import Act
from ideas.permissions import Role, Standing, refusal
from ideas.road.competitions.models import RuleBook, Step
from ideas.road.competitions.queries import Scoped, find_rules, standing_in, steps_of
from ideas.road.competitions.rules import Rules
from ideas.road.steps import current_step, state_at
from ideas.say import Sentence
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState, StepKind, StepState, opens


class Ask(StrEnum):
    """What the face asks of one person."""

    NOTHING = "nothing"
    PLAN = "plan"
    SIGN_IN = "sign_in"
    PROPOSE = "propose"
    SCREEN = "screen"
    VOTE = "vote"
    SCORE = "score"
    SIT = "sit"
    DECIDE = "decide"
    READ_RESULT = "read_result"


@dataclass(frozen=True)
class StepLine:
    step: Step
    state: StepState


@dataclass(frozen=True)
class News:
    """The last thing that happened: a step opened or closed, or the competition itself."""

    what: str
    title: str
    at: datetime


@dataclass(frozen=True)
class Face:
    """Everything the public page of a competition says, to one person."""

    rules: Rules
    book: RuleBook
    road: Sequence[StepLine]
    now: StepLine
    ask: Ask
    why_not: Sentence | None
    news: News
    desk: bool
    reads_scores: bool

    @property
    def place(self) -> int:
        """Counted from one, as people count."""
        return self.road.index(self.now) + 1

    @property
    def extendable(self) -> Step | None:
        """What may be given more time now: the open step, or a panel that could not close."""
        open_now = [line.step for line in self.road if line.state is StepState.OPEN]
        stuck = [
            line.step for line in self.road
            if line.state is StepState.CLOSED and not line.step.turned_at
            and line.step.kind is StepKind.PANEL
        ]  # fmt: skip
        return next((s for s in stuck + open_now if opens(s.kind, Act.EXTEND_STEP)), None)

    @property
    def scores(self) -> Step | None:
        """The panel whose marks this person may read, once it began."""
        panel = self.step(StepKind.PANEL) if self.reads_scores else None
        return panel if panel and panel.opens_at <= given.now() else None

    def step(self, kind: str) -> Step | None:
        return next((line.step for line in self.road if line.step.kind == kind), None)


def face_of(session: Session, visitor: Visitor | None, scoped: Scoped) -> Face:
    """Two statements, beside the one that found the competition."""
    now = given.now()
    steps = steps_of(session, scoped.row.id)
    rules, book = find_rules(session, scoped.row)
    here = current_step(steps, now)
    standing = standing_in(visitor, scoped, here)
    road = [StepLine(step, state_at(step, now)) for step in steps]
    return Face(
        rules=rules, book=book, road=road, now=road[steps.index(here)], ask=ask_of(standing),
        why_not=refusal(Act.WRITE_PROPOSAL, standing) if here.kind is StepKind.CALL else None,
        news=_news(scoped, steps, now), desk=Role.SECRETARIAT in standing.roles,
        reads_scores=refusal(Act.SEE_SCORES, standing) is None,
    )  # fmt: skip


def ask_of(standing: Standing) -> Ask:
    """One thing at most: the nearest that this person can do now."""
    if standing.competition is CompetitionState.DRAFT:
        return Ask.PLAN
    if standing.competition is CompetitionState.DONE:
        return Ask.READ_RESULT
    if standing.step_state is not StepState.OPEN or standing.step is None:
        return Ask.NOTHING
    return ASKING[standing.step](standing)


def _if_propose(standing: Standing) -> Ask:
    if not standing.signed_in:
        return Ask.SIGN_IN
    return Ask.NOTHING if refusal(Act.WRITE_PROPOSAL, standing) else Ask.PROPOSE


def _if_vote(standing: Standing) -> Ask:
    if not standing.signed_in:
        return Ask.SIGN_IN
    return Ask.NOTHING if refusal(Act.CAST_BALLOT, standing) else Ask.VOTE


def _if_screen(standing: Standing) -> Ask:
    return Ask.SCREEN if Role.SECRETARIAT in standing.roles else Ask.NOTHING


def _if_score(standing: Standing) -> Ask:
    return Ask.SCORE if Role.JUDGE in standing.roles else Ask.NOTHING


def _if_sit(standing: Standing) -> Ask:
    room = {Role.JUDGE, Role.CHAIR, Role.SECRETARIAT}
    return Ask.SIT if standing.roles & room else Ask.NOTHING


def _if_decide(standing: Standing) -> Ask:
    return Ask.DECIDE if standing.roles & {Role.LEADER, Role.PUBLISHER} else Ask.NOTHING


ASKING = {
    StepKind.CALL: _if_propose,
    StepKind.ENDORSEMENT: lambda _standing: Ask.NOTHING,
    StepKind.SCREENING: _if_screen,
    StepKind.BALLOT: _if_vote,
    StepKind.PANEL: _if_score,
    StepKind.VISIT: lambda _standing: Ask.NOTHING,
    StepKind.PITCH: lambda _standing: Ask.NOTHING,
    StepKind.PLENARY: _if_sit,
    StepKind.DECREE: _if_decide,
}


def _news(scoped: Scoped, steps: Sequence[Step], now: datetime) -> News:
    """What changed last, by the calendar."""
    opened = scoped.row.opened_at
    happened = [
        News("drafted", scoped.row.title, scoped.row.created_at),
        *([News("opened", scoped.row.title, opened)] if opened else []),
        *(News("began", step.title, step.opens_at) for step in steps if opened),
        *(News("closed", step.title, step.closes_at) for step in steps if opened),
    ]
    return max((news for news in happened if news.at <= now), key=lambda news: news.at)
