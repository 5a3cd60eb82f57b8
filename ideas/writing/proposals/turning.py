"""Where notices of a proposal lead those who may not read it now: never to what is not there.

They lead to their list until there is something to read again.
"""

from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import Session, col

from ideas.talking.notices.actions import lead_elsewhere
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.rules import TAKING_PART


def close_to_others(session: Session, row: Proposal) -> None:
    """It was sent, or kept to its team again."""
    lead_elsewhere(session, f"/proposals/{row.ref}", nowhere(row.ref), insiders(row.id))


def open_to_others(session: Session, row: Proposal) -> None:
    lead_elsewhere(session, nowhere(row.ref), f"/proposals/{row.ref}", insiders(row.id))


def nowhere(ref: str) -> str:
    """Their own list, with a mark by which it is found again."""
    return f"/notices?about={ref}"


def insiders(proposal_id: UUID) -> Select[UUID]:
    """Who reads it whatever becomes of it: the team, and who is asked to join."""
    mine = col(Member.proposal_id) == proposal_id, col(Member.left_at).is_(None)
    return select(col(Member.person_id)).where(*mine, col(Member.consent).in_(TAKING_PART))
