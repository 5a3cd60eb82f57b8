"""Reading ballots: the paper of one voter, the total, and the count after the close."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, literal, select
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.ballots.models import Ballot
from ideas.ballots.rules import in_paper_order, leaf_at, leaves_of, told_turnout
from ideas.competitions.models import Competition, Step
from ideas.competitions.queries import Scoped, is_open_now, rules_of, standing_in
from ideas.competitions.rules import Category
from ideas.entries.models import Entry
from ideas.people.models import Unit
from ideas.people.queries import Visitor
from ideas.permissions import refusal, require_visible
from ideas.proposals.models import Member
from ideas.proposals.rules import Consent
from ideas.say import Sentence
from ideas.stages import CompetitionState, EntryState, StepKind, StepState, Waiting, state_at
from ideas.standing import Role


@dataclass(frozen=True)
class Choice:
    """One line of the paper."""

    ref: str
    title: str
    summary: str
    unit: str
    category: Category | None


@dataclass(frozen=True)
class Cast:
    """That a paper counts, since when: all that is ever told of it."""

    at: datetime
    receipt: str


@dataclass(frozen=True)
class Turnout:
    """How many voted; None when so few that it would point at people."""

    voters: int | None


@dataclass(frozen=True)
class Paper:
    """What the ballot page shows, and nothing else.

    `choices` are on this leaf; `picked` are those that the voter has marked on other ones.
    """

    ref: str
    title: str
    competition: str
    competition_ref: str
    state: StepState
    opens_at: datetime
    closes_at: datetime
    quota: int
    entries: int
    leaf: int
    leaves: int
    choices: tuple[Choice, ...]
    picked: tuple[Choice, ...]
    own: bool
    cast: Cast | None
    turnout: Turnout | None
    refusal: Sentence | None


@dataclass(frozen=True)
class Marked:
    """A paper as far as it is filled in: nothing of it is stored before it is cast."""

    refs: Sequence[str] = ()
    leaf: int = 1


def find_paper(
    session: Session, visitor: Visitor, scoped: Scoped, step: Step, marked: Marked | None = None
) -> Paper:
    """The paper of one voter; judges, who read without names, are not shown the list."""
    marked = marked or Marked()
    standing = standing_in(visitor, scoped, step)
    require_visible(Act.SEE_BALLOT, standing)
    counts = Role.SECRETARIAT in standing.roles
    refs = [] if Role.JUDGE in standing.roles else _refs_for(session, visitor, step)
    leaf = min(max(1, marked.leaf), leaves_of(len(refs)))
    here = leaf_at(refs, leaf)
    elsewhere = [ref for ref in refs if ref in marked.refs and ref not in here]
    choices = _choices(session, scoped.row, [*here, *elsewhere])
    return Paper(
        ref=step.ref, title=step.title, competition=scoped.row.title,
        competition_ref=scoped.row.ref, state=state_at(step, given.now()),
        opens_at=step.opens_at, closes_at=step.closes_at, quota=step.quota,
        entries=len(refs), leaf=leaf, leaves=leaves_of(len(refs)),
        choices=choices[: len(here)], picked=choices[len(here) :],
        own=_has_own(session, visitor.id, step.id),
        cast=_cast(session, visitor.id, step.id),
        turnout=Turnout(told_turnout(turnout(session, step.id))) if counts else None,
        refusal=refusal(Act.CAST_BALLOT, standing),
    )  # fmt: skip


def on_paper(voter_id: UUID) -> ColumnElement[bool]:
    """In SQL: an entry of the joined step that this voter may choose."""
    return (
        (col(Entry.step_id) == col(Step.id))
        & (col(Entry.state) == EntryState.RUNNING)
        & col(Entry.shown)
        & ~_of_team(voter_id)
    )


def _of_team(person_id: UUID) -> ColumnElement[bool]:
    return exists().where(
        col(Member.proposal_id) == col(Entry.proposal_id),
        col(Member.person_id) == person_id,
        col(Member.consent) != Consent.DECLINED,
    )


def _refs_for(session: Session, visitor: Visitor, step: Step) -> list[str]:
    """What this voter may choose from, in the voter's own order."""
    refs = session.execute(
        select(col(Entry.ref)).join(Step, col(Step.id) == step.id).where(on_paper(visitor.id))
    ).scalars()
    return in_paper_order(refs, visitor.id, step.id)


def _choices(session: Session, competition: Competition, refs: Sequence[str]) -> tuple[Choice, ...]:
    """The lines of these entries, in this order."""
    rules = rules_of(session, competition)
    rows = session.execute(
        select(
            col(Entry.ref), col(Entry.title), col(Entry.summary), col(Unit.name),
            col(Entry.category),
        )
        .join(Unit, col(Unit.id) == Entry.unit_id)
        .where(col(Entry.competition_id) == competition.id, col(Entry.ref).in_(refs))
    )  # fmt: skip
    found = {
        row.ref: Choice(row.ref, row.title, row.summary, row.name, rules.category(row.category))
        for row in rows
    }
    return tuple(found[ref] for ref in refs)


def _has_own(session: Session, voter_id: UUID, step_id: UUID) -> bool:
    own = exists().where(col(Entry.step_id) == step_id, _of_team(voter_id))
    return bool(session.execute(select(own)).scalar())


def _cast(session: Session, voter_id: UUID, step_id: UUID) -> Cast | None:
    row = session.execute(
        select(col(Ballot.cast_at), col(Ballot.receipt))
        .where(col(Ballot.step_id) == step_id, col(Ballot.voter_id) == voter_id)
        .limit(1)
    ).first()
    return Cast(*row) if row else None


def turnout(session: Session, step_id: UUID) -> int:
    """How many people voted. Pages tell it through `told_turnout`."""
    voters = select(func.count(func.distinct(col(Ballot.voter_id))))
    return int(session.execute(voters.where(col(Ballot.step_id) == step_id)).scalar_one())


def votes_per_entry(session: Session, step_id: UUID) -> dict[UUID, int]:
    """The count. Only for after the close, and only for the outcome."""
    rows = session.execute(
        select(col(Ballot.entry_id), func.count())
        .where(col(Ballot.step_id) == step_id)
        .group_by(col(Ballot.entry_id))
    )
    return {row[0]: row[1] for row in rows}


def waiting_ballots(session: Session, visitor: Visitor) -> Sequence[Waiting]:
    """The open ballots in which this person may still vote: one statement."""
    voted = exists().where(col(Ballot.step_id) == col(Step.id), col(Ballot.voter_id) == visitor.id)
    rows = session.execute(
        select(col(Competition.id), col(Competition.title), col(Step.ref), col(Step.closes_at))
        .join(Step, col(Step.competition_id) == Competition.id)
        .join(Unit, col(Unit.id) == Competition.unit_id)
        .where(
            col(Competition.state) == CompetitionState.OPEN,
            col(Step.kind) == StepKind.BALLOT,
            is_open_now(),
            literal(visitor.unit_path).startswith(col(Unit.path)),
            ~voted,
            exists().where(on_paper(visitor.id)).correlate(Step),
        )
        .order_by(col(Step.closes_at), col(Step.ref))
    )
    mine = [row for row in rows if Role.JUDGE not in visitor.roles_in(row[0], visitor.unit_path)]
    return [Waiting("ballot", title, ref, closes_at) for _, title, ref, closes_at in mine]
