"""What an entry is found by: the version that was sent, never what its team writes meanwhile."""

from sqlmodel import Session

from ideas.discovery.finding.keeping import keep_findable, open_findable
from ideas.discovery.finding.rules import Kind, Text
from ideas.road.entries.models import Entry
from ideas.writing.proposals.models import Version


def keep_entry(session: Session, entry: Entry, version: Version) -> None:
    """From now on colleagues find the entry, once it is shown, and no longer the proposal."""
    keep_findable(session, findable_of(entry, version))
    open_findable(session, Kind.PROPOSAL, [entry.proposal_id], open_=False)


def findable_of(entry: Entry, version: Version) -> Text:
    return Text(
        kind=Kind.ENTRY, subject_id=entry.id, proposal_id=entry.proposal_id, ref=entry.ref,
        competition_id=entry.competition_id, unit_id=entry.unit_id, category=version.category,
        saved_at=entry.submitted_at, tags=version.tags, title=version.title,
        summary=version.summary, answers=list(version.answers.values()), open=entry.shown,
    )  # fmt: skip
