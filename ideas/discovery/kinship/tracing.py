"""Tracing anew all that is open: after a restore, or when the rules of likeness change."""

from sqlalchemy import delete
from sqlmodel import Session, col, select

from ideas.discovery.innovations.models import Innovation
from ideas.discovery.innovations.rules import text_of
from ideas.discovery.likeness.actions import leave_trace
from ideas.discovery.likeness.models import EVERYWHERE, Trace
from ideas.road.competitions.models import Competition
from ideas.road.entries.models import Entry
from ideas.road.entries.tracing import trace_entry
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Openness
from ideas.writing.proposals.tracing import trace_proposal


def trace_everything(session: Session) -> int:
    """Forget every trace and leave each anew; of how many texts."""
    session.execute(delete(Trace))
    opened = session.execute(
        select(Proposal, Competition.unit_id)
        .join(Competition, col(Competition.id) == Proposal.competition_id)
        .where(col(Proposal.openness) == Openness.COLLEAGUES)
    ).all()
    for row, reach_id in opened:
        trace_proposal(session, row, reach_id, row.openness)
    shown = session.scalars(select(Entry).where(col(Entry.shown))).all()
    for entry in shown:
        trace_entry(session, entry)
    published = session.scalars(select(Innovation)).all()
    for one in published:
        leave_trace(session, one.id, EVERYWHERE, text_of(one))
    return len(opened) + len(shown) + len(published)
