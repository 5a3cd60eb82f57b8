"""Where a proposal comes from, what was built on it, and what its team said about look-alikes."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, or_
from sqlalchemy import select as pick
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.discovery.innovations.models import Innovation
from ideas.discovery.kinship.models import Kin
from ideas.discovery.kinship.rules import Way
from ideas.discovery.kinship.shown import shown_to
from ideas.failures import Missing
from ideas.road.competitions.models import Competition
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.queries import Draft, readable_by
from ideas.writing.proposals.rules import Part


@dataclass(frozen=True)
class Other:
    """What a form means by its key: a proposal that one may read, or a published innovation."""

    proposal_id: UUID | None = None
    innovation_id: UUID | None = None
    ref: str = ""
    leads: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Relative:
    """One look-alike and what was done about it. Without a title it may not be read now."""

    way: Way
    reason: str
    title: str
    proposal: str
    code: str


def find_other(session: Session, visitor: Visitor, key: str) -> Other:
    """By the key of a card; what one may not read does not exist."""
    kind, _, name = key.partition("-")
    if kind == "i":
        found = session.scalar(pick(col(Innovation.id)).where(col(Innovation.code) == name))
        other = Other(innovation_id=found) if found else None
    else:
        other = _find_proposal(session, visitor, name)
    if other is None:
        raise Missing
    return other


def _find_proposal(session: Session, visitor: Visitor, ref: str) -> Other | None:
    lead = aliased(Member)
    rows = session.execute(
        pick(col(Proposal.id), col(lead.person_id))
        .join(Competition, col(Competition.id) == Proposal.competition_id)
        .join(Unit, col(Unit.id) == Competition.unit_id)
        .join(lead, and_(col(lead.proposal_id) == Proposal.id, col(lead.part) == Part.LEAD))
        .where(col(Proposal.ref) == ref, _read_by(visitor))
    ).all()
    return Other(rows[0][0], None, ref, tuple(row[1] for row in rows)) if rows else None


def relatives_of(session: Session, visitor: Visitor, proposal_id: UUID) -> list[Relative]:
    """What its team did about each look-alike, in order: one statement."""
    rows = session.execute(
        pick(
            col(Kin.way), col(Kin.reason), col(Innovation.name), col(Innovation.code),
            col(Proposal.title), col(Proposal.ref),
        )
        .outerjoin(Innovation, col(Innovation.id) == Kin.innovation_id)
        .outerjoin(
            Proposal, and_(col(Proposal.id) == Kin.other_id, _readable_alone(visitor))
        )
        .where(col(Kin.proposal_id) == proposal_id)
        .order_by(col(Kin.at), col(Kin.id))
    )  # fmt: skip
    return [
        Relative(way, reason, name or title or "", ref or "", code or "")
        for way, reason, name, code, title, ref in rows
    ]


def built_on(session: Session, visitor: Visitor, proposal_id: UUID) -> list[Relative]:
    """What builds on it, as far as this person may read it: one statement."""
    rows = session.execute(
        pick(col(Proposal.title), col(Proposal.ref))
        .join(Kin, col(Kin.proposal_id) == Proposal.id)
        .where(
            col(Kin.other_id) == proposal_id, col(Kin.way) == Way.BUILDS, _readable_alone(visitor)
        )
        .order_by(col(Kin.at), col(Kin.id))
    )
    return [Relative(Way.BUILDS, "", title, ref, "") for title, ref in rows]


def _read_by(visitor: Visitor) -> Any:
    """With Proposal, Competition and its unit joined: by name, as a draft or as an entry."""
    as_entry = exists().where(col(Entry.proposal_id) == Proposal.id, shown_to(visitor))
    return or_(readable_by(visitor), as_entry)


def _readable_alone(visitor: Visitor) -> Any:
    """The same where only Proposal is joined."""
    return exists().where(
        col(Competition.id) == Proposal.competition_id, col(Unit.id) == Competition.unit_id,
        _read_by(visitor),
    )  # fmt: skip


def kinship_of(session: Session, visitor: Visitor, draft: Draft) -> dict[str, Any]:
    """Upwards and downwards, for its page: two statements."""
    taken = relatives_of(session, visitor, draft.row.id)
    return {
        "ancestors": [one for one in taken if one.way is Way.BUILDS],
        "descendants": built_on(session, visitor, draft.row.id),
    }
