"""Reading mergers: the one a proposal is in, who was asked, whose support counts where."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, or_
from sqlalchemy import select as pick
from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col

from ideas.merging.models import Carried, Merger
from ideas.merging.rules import Answer, Counted, Voice, counted
from ideas.people.models import Person
from ideas.proposals.models import Member, Proposal
from ideas.proposals.rules import Consent, Part


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

    @property
    def holds(self) -> bool:
        return self.row.kept_agreed_at is not None and self.row.other_agreed_at is not None

    def agreed(self, proposal_id: UUID) -> bool:
        """Whether the lead of one of the two has agreed."""
        ours = proposal_id == self.row.kept_id
        return (self.row.kept_agreed_at if ours else self.row.other_agreed_at) is not None

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
    return Union(row, kept, other, asked, counted(here, there, answers))


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
    """Who likes it. Their rows are another feature's: read here, never written."""
    table = SQLModel.metadata.tables.get("support")
    if table is None:
        return set()
    mine = table.c.proposal_id == proposal_id
    return set(session.scalars(pick(table.c.person_id).where(mine)))


def mates_in(session: Session, proposal_id: UUID, *parts: Part) -> list[UUID]:
    """Who agreed to be in a team, in these parts, or in any."""
    agreed = and_(col(Member.proposal_id) == proposal_id, col(Member.consent) == Consent.AGREED)
    rows = pick(col(Member.person_id)).where(agreed).order_by(col(Member.person_id))
    return list(session.scalars(rows.where(col(Member.part).in_(parts)) if parts else rows))
