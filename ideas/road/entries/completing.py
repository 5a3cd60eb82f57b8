"""Short first, more later: what is asked of the shortlisted, written until the panel begins."""

from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from ideas.acts import Act
from ideas.failures import Invalid, Missing, TooLate
from ideas.history.actions import record
from ideas.history.rules import digest
from ideas.permissions import require
from ideas.road.competitions.deadlines import changed, not_begun
from ideas.road.competitions.rules import Rules
from ideas.road.entries.finding import keep_entry
from ideas.road.entries.models import Entry
from ideas.staff.roles.visitors import Visitor
from ideas.stages import EntryState
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News
from ideas.writing.attachments.actions import freeze_files
from ideas.writing.forms.checking import asks_later
from ideas.writing.proposals.models import Member, Proposal, Version
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.rules import Consent
from ideas.writing.proposals.versions import freeze_version


def complete_entry(session: Session, visitor: Visitor, draft: Draft) -> Entry:
    """Freeze the whole for the panel; what was submitted before stays beside it."""
    require(Act.COMPLETE_ENTRY, draft.standing)
    if draft.lacks:
        raise Invalid(draft.lacks)
    if draft.panel is None:
        raise Missing
    version = freeze_version(session, visitor.id, draft.row)
    files = freeze_files(session, draft.row, version)
    waits = (col(Entry.proposal_id) == draft.row.id, col(Entry.asks_more))
    runs = col(Entry.state) == EntryState.RUNNING
    completed = update(Entry).where(*waits, runs, not_begun(draft.panel.id)).values(
        asks_more=False, pitch_version_id=Entry.version_id, pitch_digest=Entry.digest,
        **frozen_of(draft, version, files),
    )  # fmt: skip
    if not changed(session, completed):
        raise TooLate
    mine = select(Entry).where(Entry.proposal_id == draft.row.id)
    entry = session.exec(mine.execution_options(populate_existing=True)).one()
    keep_entry(session, entry, version)
    record(
        session, Act.COMPLETE_ENTRY, visitor.id, entry.id, version=version.number,
        digest=entry.digest,
    )  # fmt: skip
    return entry


def shortlist(session: Session, entry: Entry, rules: Rules) -> None:
    """Ask for the rest, when the form has more for who passed; its team hears of it."""
    if not asks_later(rules.sections, entry.category):
        return
    entry.asks_more = True
    session.flush()
    ref = session.exec(select(Proposal.ref).where(Proposal.id == entry.proposal_id)).one()
    team = select(Member.person_id).where(
        Member.proposal_id == entry.proposal_id, Member.consent == Consent.AGREED
    )
    people = session.exec(team.order_by(col(Member.person_id))).all()
    notify(session, people, News.SHORTLISTED, f"/proposals/{ref}/edit", title=entry.title)


def frozen_of(draft: Draft, version: Version, files: dict[str, list[str]]) -> dict[str, Any]:
    """What an entry repeats of its frozen version, and the digest that binds it."""
    told = {"title": version.title, "summary": version.summary, "category": version.category}
    content = {"proposal": draft.row.ref, "version": version.number, "answers": version.answers}
    content |= {"files": files} if files else {}
    content |= {"tags": version.tags} if version.tags else {}
    return told | {"version_id": version.id, "digest": digest(told | content)}
