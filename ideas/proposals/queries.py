"""Reading proposals: a draft as its team finds it, its team, its versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
from ideas.forms.families import families
from ideas.forms.rules import Section, Stage, asked
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

    `entry` is the reference of the entry once it was sent; `panel` the step that reads it then.
    `attached`: how many files each section has, where that is known.
    """

    row: Proposal
    competition: Competition
    step: Step
    rules: Rules
    team: tuple[Mate, ...]
    standing: Standing
    entry: str | None = None
    panel: Step | None = None
    attached: Mapping[str, int] | None = None

    @property
    def writing(self) -> Writing:
        return writing_of(self.row)

    @property
    def completing(self) -> bool:
        """Shortlisted: the pitch stays as it was checked, and the rest is written."""
        return self.standing.completes

    @property
    def until(self) -> datetime:
        """Until when it is written: its step's close, or the panel's beginning."""
        return self.panel.opens_at if self.completing and self.panel else self.step.closes_at

    @property
    def sections(self) -> tuple[Section, ...]:
        """What is asked of it by now."""
        stage = Stage.FULL if self.completing else Stage.PITCH
        return asked(self.rules.sections, self.row.category, stage)

    @property
    def written(self) -> tuple[Section, ...]:
        """What may be written now: all that is asked, or only what came with the shortlist."""
        later = self.completing
        return tuple(s for s in self.sections if not later or s.stage is Stage.FULL)

    @property
    def read(self) -> tuple[Section, ...]:
        """What a reader finds: all that is asked, and what was said of more."""
        every = asked(self.rules.sections, self.row.category)
        return tuple(s for s in every if s in self.sections or self.row.answers.get(s.key))

    @property
    def put_by(self) -> list[tuple[str, str]]:
        """Answers to what is not asked of its category, or by the form at all, any more."""
        here = {section.key for section in asked(self.rules.sections, self.row.category)}
        known = {section.key: section for section in self.rules.sections}
        left = {k: text for k, text in self.row.answers.items() if k not in here and text.strip()}
        return [
            (known[key].title, known[key].told(text)) if key in known else (key, text)
            for key, text in left.items()
        ]

    @property
    def lacks(self) -> dict[str, Sentence]:
        return lacks(
            self.writing, self.sections, [category.key for category in self.rules.categories],
            self.team, tags=self.rules.tags, attached=self.attached,
            families={key: family.title for key, family in families().items()},
        )  # fmt: skip

    @property
    def filled(self) -> tuple[int, int]:
        return filled(self.writing, self.sections, self.attached)

    def merged(self, sent: Writing) -> Writing:
        """What was sent, over what stands there: what a form did not ask about stays."""
        open_now = {section.key for section in self.written}
        kept = (
            sent.answers
            if not self.completing
            else {key: text for key, text in sent.answers.items() if key in open_now}
        )
        core = self.writing if self.completing else sent
        tags = self.row.tags if self.completing else {**self.row.tags, **sent.tags}
        return replace(core, answers={**self.row.answers, **kept}, tags=tags)

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
    return Writing(row.title, row.summary, row.category, row.answers, row.source, row.tags)


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
    judged = [reach for reach in visitor.reaches if reach.role is Role.JUDGE]
    reached = and_(
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
