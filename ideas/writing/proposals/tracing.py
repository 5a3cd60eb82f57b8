"""Whether a proposal can be found as a look-alike: only while it is open to colleagues."""

from uuid import UUID

from sqlmodel import Session

from ideas.discovery.likeness.actions import leave_trace, wipe_trace
from ideas.discovery.likeness.rules import Text
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Openness


def trace_proposal(session: Session, row: Proposal, reach_id: UUID, openness: Openness) -> None:
    """As it is now, for those below the unit that its call reaches."""
    if openness is Openness.COLLEAGUES:
        leave_trace(session, row.id, reach_id, Text(row.title, row.summary, row.category))
    else:
        wipe_trace(session, row.id)
