"""Reading proposals: a draft as its team finds it, its team, its versions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_
from sqlalchemy import select as pick
from sqlmodel import Session, col

from ideas.permissions import Role, Standing
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import is_open_now
from ideas.road.competitions.rules import Rules
from ideas.say import Sentence
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.queries import over, within
from ideas.staff.roles.visitors import Reach, Visitor
from ideas.stages import CompetitionState, StepKind
from ideas.writing.forms.families import families
from ideas.writing.proposals.asking import Asking
from ideas.writing.proposals.asking import writing_of as writing_of  # noqa: PLC0414 -- also known from here
from ideas.writing.proposals.mates import Mate, lead_in, relations_in, shown_to, team_of
from ideas.writing.proposals.models import Member, Proposal, Version
from ideas.writing.proposals.rules import TAKING_PART, Openness, filled, lacks

__all__ = [
    "Draft",
    "Mate",
    "OpenCall",
    "judged_by",
    "lead_in",
    "open_calls",
    "readable_by",
    "relations_in",
    "shown_to",
    "takes_proposals_from",
    "team_of",
    "was_sent",
    "writing_of",
]  # what other features ask for, wherever it stands

MOST_VERSIONS = 100


@dataclass(frozen=True)
class Draft(Asking):
    """A proposal as its team finds it. `step` is the one under which it is written now.

    `entry` is the reference of the entry once it was sent; `panel` the step that reads it then.
    """

    row: Proposal
    competition: Competition
    step: Step
    rules: Rules
    team: tuple[Mate, ...]
    standing: Standing
    entry: str | None = None
    panel: Step | None = None

    @property
    def lacks(self) -> dict[str, Sentence]:
        return lacks(
            self.writing, self.sections, [category.key for category in self.rules.categories],
            self.team, tags=self.rules.tags,
            families={key: family.title for key, family in families().items()},
        )  # fmt: skip

    @property
    def filled(self) -> tuple[int, int]:
        return filled(self.writing, self.sections)

    @property
    def mates(self) -> list[Mate]:
        """Who takes part, or is asked to."""
        return [mate for mate in self.team if mate.consent in TAKING_PART]

    @property
    def lead(self) -> Mate:
        return lead_in(self.team)

    def mate(self, ref: str) -> Mate | None:
        return next((mate for mate in self.team if mate.ref == ref), None)


@dataclass(frozen=True)
class OpenCall:
    """A competition that takes proposals from this person now."""

    ref: str
    title: str
    theme: str
    closes_at: datetime


def readable_by(visitor: Visitor) -> ColumnElement[bool]:
    """In SQL, with Proposal, Competition and its unit joined: what a person may read by name.

    The same answer as SEE_PROPOSAL, for lists.
    """
    mine = exists().where(
        col(Member.proposal_id) == Proposal.id, col(Member.person_id) == visitor.id,
        col(Member.consent).in_(TAKING_PART), col(Member.left_at).is_(None),
    )  # fmt: skip
    reached = and_(
        not_(was_sent()),
        col(Proposal.openness) == Openness.COLLEAGUES, over(col(Unit.path), visitor.unit_path),
        not_(judged_by(visitor)),
    )  # fmt: skip
    return or_(mine, reached)


def was_sent() -> ColumnElement[bool]:
    """In SQL, with Proposal joined: it stands as an entry."""
    return exists().where(col(Version.proposal_id) == Proposal.id, col(Version.frozen))


def judged_by(visitor: Visitor) -> ColumnElement[bool]:
    """In SQL, with Competition joined: one of those in which this person judges."""
    judging = [reach for reach in visitor.reaches if reach.role is Role.JUDGE]
    return or_(false(), *(_judged(reach) for reach in judging))


def _judged(reach: Reach) -> ColumnElement[bool]:
    if reach.competition_id is not None:
        return col(Competition.id) == reach.competition_id
    below = pick(col(Unit.id)).where(within(col(Unit.path), reach.unit_path))
    return col(Competition.organiser_id).in_(below)


def takes_proposals_from(visitor: Visitor) -> ColumnElement[bool]:
    """In SQL, with Competition, its unit and a Step joined: an open call that reaches a person."""
    return and_(
        col(Competition.state) == CompetitionState.OPEN,
        col(Step.kind) == StepKind.CALL,
        is_open_now(),
        over(col(Unit.path), visitor.unit_path),
    )


def open_calls(session: Session, visitor: Visitor) -> list[OpenCall]:
    """Where this person may propose now, nearest close first: one statement."""
    rows = session.execute(
        pick(
            col(Competition.ref), col(Competition.title), col(Competition.theme),
            col(Step.closes_at),
        )
        .join(Step, col(Step.competition_id) == Competition.id)
        .join(Unit, col(Unit.id) == Competition.unit_id)
        .where(takes_proposals_from(visitor))
        .order_by(col(Step.closes_at), col(Competition.ref))
        .limit(20)
    )  # fmt: skip
    return [OpenCall(*row) for row in rows]
