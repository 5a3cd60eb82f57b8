"""Reading mergers: the one a proposal is in, who was asked, whose support counts where."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, or_
from sqlalchemy import select as pick
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.discovery.merging.models import Carried, Merger
from ideas.discovery.merging.rules import Answer, Counted, Voice, came, counted
from ideas.road.competitions.models import Competition
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.writing.proposals.models import Member, Proposal, Support
from ideas.writing.proposals.queries import Draft, readable_by
from ideas.writing.proposals.rules import Consent, Part


@dataclass(frozen=True)
class Asked:
    """One person who was asked to come along."""

    id: UUID
    name: str
    voice: Voice
    answer: Answer


@dataclass(frozen=True)
class Union:
    """A running merger with the two proposals. It holds once both leads agreed."""

    row: Merger
    kept: Proposal
    other: Proposal
    asked: Sequence[Asked]
    counted: Counted
    came: Set[UUID]

    @property
    def holds(self) -> bool:
        return self.row.kept_agreed_at is not None and self.row.other_agreed_at is not None

    def agreed(self, proposal_id: UUID) -> bool:
        """Whether the lead of one of the two has agreed."""
        ours = proposal_id == self.row.kept_id
        return (self.row.kept_agreed_at if ours else self.row.other_agreed_at) is not None

    def supporting(self, proposal_id: UUID, own: Set[UUID]) -> Set[UUID]:
        """Whose support counts for one of the two, `own` being those who gave it there."""
        return own | self.came if proposal_id == self.row.kept_id else own - self.came

    def voices_of(self, person_id: UUID) -> list[Asked]:
        return [one for one in self.asked if one.id == person_id]


def mergers_of(session: Session, proposal_id: UUID) -> list[Union]:
    """The running mergers into it, and the one of it into another."""
    kept, other = aliased(Proposal), aliased(Proposal)
    rows = session.execute(
        pick(Merger, kept, other)
        .join(kept, col(kept.id) == Merger.kept_id)
        .join(other, col(other.id) == Merger.other_id)
        .where(
            or_(col(Merger.kept_id) == proposal_id, col(Merger.other_id) == proposal_id),
            col(Merger.undone_at).is_(None),
        )
        .order_by(col(Merger.proposed_at), col(Merger.id))
        .execution_options(populate_existing=True)
    ).all()
    return [_union(session, *row) for row in rows]


def _union(session: Session, row: Merger, kept: Proposal, other: Proposal) -> Union:
    asked = [
        Asked(*one)
        for one in session.execute(
            pick(col(Person.id), col(Person.name), col(Carried.voice), col(Carried.answer))
            .join(Carried, col(Carried.person_id) == Person.id)
            .where(col(Carried.merger_id) == row.id)
            .order_by(col(Person.name), col(Person.id), col(Carried.voice))
        )
    ]
    answers = {one.id: one.answer for one in asked if one.voice is Voice.SUPPORT}
    here, there = supporters_of(session, kept.id), supporters_of(session, other.id)
    come = came(here, there, answers)
    return Union(row, kept, other, asked, counted(here, there, answers), come)


def mergers_shown(session: Session, visitor: Visitor, draft: Draft) -> list[Union]:
    """To both teams at once; to others once both leads agreed and if they may read both."""
    running = mergers_of(session, draft.row.id)
    if draft.standing.in_team or not running:
        return running
    both = {one.id for union in running for one in (union.kept, union.other)}
    read = set(
        session.scalars(
            pick(col(Proposal.id))
            .join(Competition, col(Competition.id) == Proposal.competition_id)
            .join(Unit, col(Unit.id) == Competition.unit_id)
            .where(col(Proposal.id).in_(both), readable_by(visitor))
        )
    )
    return [one for one in running if one.holds and {one.kept.id, one.other.id} <= read]


def merged_into(session: Session, proposal_id: UUID) -> str | None:
    """The reference of the proposal that one was merged into, both leads agreeing."""
    return session.scalar(
        pick(col(Proposal.ref))
        .join(Merger, col(Merger.kept_id) == Proposal.id)
        .where(
            col(Merger.other_id) == proposal_id, col(Merger.undone_at).is_(None),
            col(Merger.kept_agreed_at).is_not(None), col(Merger.other_agreed_at).is_not(None),
        )
    )  # fmt: skip


def supporters_of(session: Session, proposal_id: UUID) -> set[UUID]:
    """Who likes it, wherever a merger makes it count."""
    mine = col(Support.proposal_id) == proposal_id
    return set(session.scalars(pick(col(Support.person_id)).where(mine)))


def mates_in(session: Session, proposal_id: UUID, *parts: Part) -> list[UUID]:
    """Who agreed to be in a team, in these parts, or in any."""
    agreed = and_(col(Member.proposal_id) == proposal_id, col(Member.consent) == Consent.AGREED)
    rows = pick(col(Member.person_id)).where(agreed).order_by(col(Member.person_id))
    return list(session.scalars(rows.where(col(Member.part).in_(parts)) if parts else rows))
