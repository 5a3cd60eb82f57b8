"""The slow part of finding: indexing what is older than the index, and telling what is new."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from ideas import given
from ideas.database import transaction
from ideas.discovery.finding.keeping import keep_findable
from ideas.discovery.search.actions import tell_news
from ideas.later import Job, Task, later
from ideas.road.entries.finding import keep_entry
from ideas.road.entries.models import Entry
from ideas.writing.proposals.models import Proposal, Version
from ideas.writing.proposals.versions import findable_of

AT_ONCE = 200
NOTHING = UUID(int=0)
DAY = timedelta(days=1)


def index_some(session: Session, about: dict[str, str]) -> None:
    """The next proposals and their entries, in the order of their identities; then on with more."""
    after = UUID(about["after"]) if "after" in about else NOTHING
    some = session.exec(
        select(Proposal).where(col(Proposal.id) > after).order_by(col(Proposal.id)).limit(AT_ONCE)
    ).all()
    for proposal in some:
        keep_findable(session, findable_of(proposal))
    sent = select(Entry, Version).join(Version, col(Version.id) == Entry.version_id)
    for entry, version in session.exec(
        sent.where(col(Entry.proposal_id).in_([proposal.id for proposal in some]))
    ):
        keep_entry(session, entry, version)
    if len(some) == AT_ONCE:
        later(session, Task.INDEX, after=str(some[-1].id))


def look_daily(session: Session, _about: dict[str, str]) -> None:
    """Tell people what is new in the searches they keep; at once again while some are left."""
    more = tell_news(session)
    later(session, Task.LOOK_AGAIN, due_at=given.now() + (timedelta() if more else DAY))


def begin_looking() -> None:
    """See to it that somebody looks every day."""
    waiting = select(Job.id).where(Job.task == Task.LOOK_AGAIN, col(Job.done_at).is_(None))
    with transaction() as session:
        if session.exec(waiting).first() is None:
            later(session, Task.LOOK_AGAIN)
