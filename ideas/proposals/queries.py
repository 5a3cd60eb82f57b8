"""Reading proposals: a draft as its team finds it, its team, its versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, not_, or_
from sqlalchemy import select as pick
from sqlmodel import Session, col

from ideas import given
from ideas.competitions.models import Competition, Step
from ideas.competitions.queries import is_open_now
from ideas.competitions.rules import Rules
from ideas.organisation.models import Unit
from ideas.organisation.queries import over, within
from ideas.people.models import Person, Posting
from ideas.people.queries import held_on
from ideas.people.rules import hue_of, initials
from ideas.permissions import Relation, Role, Standing
from ideas.proposals.models import Member, Proposal, Version
from ideas.proposals.rules import Consent, Openness, Part, Writing, filled, lacks
from ideas.roles.visitors import Reach, Visitor
from ideas.say import Sentence
from ideas.stages import CompetitionState, StepKind

MOST_VERSIONS = 100


@dataclass(frozen=True)
class Mate:
    """One person of a team, with their unit, part, share and consent."""

    id: UUID
    ref: str
    name: str
    part: Part
    share: int
    consent: Consent
    answered_at: datetime | None
    unit: str

    @property
    def initials(self) -> str:
        return initials(self.name)

    @property
    def hue(self) -> int:
        return hue_of(self.ref)

    @property
    def relation(self) -> Relation | None:
        """How this person stands to the proposal: who declined stands to it no more."""
        return {
            Consent.INVITED: Relation.INVITED,
            Consent.AGREED: Relation.LEAD if self.part is Part.LEAD else Relation.MEMBER,
        }.get(self.consent)


@dataclass(frozen=True)
class Draft:
    """A proposal as its team finds it. `step` is the one under which it is written now.

    `entry` is the reference of the entry once it was sent.
    """

    row: Proposal
    competition: Competition
    step: Step
    rules: Rules
    team: tuple[Mate, ...]
    standing: Standing
    entry: str | None = None

    @property
    def writing(self) -> Writing:
        return writing_of(self.row)

    @property
    def lacks(self) -> dict[str, Sentence]:
        categories = [category.key for category in self.rules.categories]
        return lacks(self.writing, self.rules.sections, categories, self.team)

    @property
    def filled(self) -> tuple[int, int]:
        return filled(self.writing, self.rules.sections)

    def mate(self, ref: str) -> Mate | None:
        return next((mate for mate in self.team if mate.ref == ref), None)


@dataclass(frozen=True)
class OpenCall:
    """A competition that takes proposals from this person now."""

    ref: str
    title: str
    theme: str
    closes_at: datetime


def writing_of(row: Proposal | Version) -> Writing:
    return Writing(row.title, row.summary, row.category, row.answers)


def team_of(session: Session, proposal_id: UUID) -> tuple[Mate, ...]:
    """The lead first, then by name: one statement."""
    rows = session.execute(_team(given.now().date()), {"proposal": proposal_id})
    mates = {row.id: Mate(*row) for row in rows}
    return tuple(mates.values())


@lru_cache(maxsize=2)
def _team(today: date) -> Select[*tuple[Any, ...]]:
    return (
        pick(
            col(Person.id), col(Person.ref), col(Person.name), col(Member.part),
            col(Member.share), col(Member.consent), col(Member.answered_at), col(Unit.name),
        )
        .join(Member, col(Member.person_id) == Person.id)
        .outerjoin(Posting, and_(col(Posting.person_id) == Person.id, held_on(today)))
        .outerjoin(Unit, col(Unit.id) == Posting.unit_id)
        .where(col(Member.proposal_id) == bindparam("proposal"))
        .order_by(col(Member.part), col(Person.name), col(Person.id), col(Posting.since))
    )  # fmt: skip


def relations_in(team: Sequence[Mate], visitor: Visitor) -> frozenset[Relation]:
    return frozenset(
        mate.relation for mate in team if mate.id == visitor.id and mate.relation is not None
    )


def readable_by(visitor: Visitor) -> ColumnElement[bool]:
    """In SQL, with Proposal, Competition and its unit joined: what a person may read by name.

    The same answer as SEE_PROPOSAL, for lists.
    """
    mine = exists().where(
        col(Member.proposal_id) == Proposal.id, col(Member.person_id) == visitor.id,
        col(Member.consent) != Consent.DECLINED,
    )  # fmt: skip
    sent = exists().where(col(Version.proposal_id) == Proposal.id, col(Version.frozen))
    judged = [reach for reach in visitor.reaches if reach.role is Role.JUDGE]
    reached = and_(
        not_(sent),
        col(Proposal.openness) == Openness.COLLEAGUES, over(col(Unit.path), visitor.unit_path),
        *(not_(_judged(reach)) for reach in judged),
    )  # fmt: skip
    return or_(mine, reached)


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
