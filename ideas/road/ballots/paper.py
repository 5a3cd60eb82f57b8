"""The paper of one voter, as far as it is filled in, and whether it was cast."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.leaves import Leaf, leaf_of
from ideas.permissions import refusal, require_visible
from ideas.road.ballots.models import Ballot
from ideas.road.ballots.queries import of_team, on_paper, turnout
from ideas.road.ballots.rules import LEAF, in_paper_order, told_turnout
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import Scoped, rules_of, standing_in
from ideas.road.competitions.rules import Category
from ideas.road.entries.models import Entry
from ideas.road.steps import state_at
from ideas.say import Sentence
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepState
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
    leaf: Leaf[str]
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
    leaf = leaf_of(refs, marked.leaf, LEAF)
    elsewhere = [ref for ref in refs if ref in marked.refs and ref not in leaf.items]
    choices = _choices(session, scoped.row, [*leaf.items, *elsewhere])
    return Paper(
        ref=step.ref, title=step.title, competition=scoped.row.title,
        competition_ref=scoped.row.ref, state=state_at(step, given.now()),
        opens_at=step.opens_at, closes_at=step.closes_at, quota=step.quota,
        entries=len(refs), leaf=leaf,
        choices=choices[: len(leaf.items)], picked=choices[len(leaf.items) :],
        own=_has_own(session, visitor.id, step.id),
        cast=_cast(session, visitor.id, step.id),
        turnout=Turnout(told_turnout(turnout(session, step.id))) if counts else None,
        refusal=refusal(Act.CAST_BALLOT, standing),
    )  # fmt: skip


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
    own = exists().where(col(Entry.step_id) == step_id, of_team(voter_id))
    return bool(session.execute(select(own)).scalar())


def _cast(session: Session, voter_id: UUID, step_id: UUID) -> Cast | None:
    row = session.execute(
        select(col(Ballot.cast_at), col(Ballot.receipt))
        .where(col(Ballot.step_id) == step_id, col(Ballot.voter_id) == voter_id)
        .limit(1)
    ).first()
    return Cast(*row) if row else None
