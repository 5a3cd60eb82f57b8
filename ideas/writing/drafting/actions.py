"""Saving where two hands write, and bringing an earlier version back."""

from sqlalchemy import update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid, TooLate
from ideas.history.actions import record
from ideas.permissions import require
from ideas.road.competitions.deadlines import changed, still_open
from ideas.say import Sentence, say
from ideas.staff.roles.visitors import Visitor
from ideas.writing.drafting.queries import Opened, met_in, version_of
from ideas.writing.drafting.rules import Met, written
from ideas.writing.proposals.actions import save_proposal
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.queries import Draft, writing_of
from ideas.writing.proposals.rules import Writing
from ideas.writing.proposals.versions import keep_version, lay_aside

ELSEWHERE = say("Draf ini sudah diubah dari jendela lain. Kedua tulisan ada di bawah.")


def save_draft(  # noqa: PLR0913 -- a text, the form it comes from, and whether a person looks on
    session: Session, visitor: Visitor, draft: Draft, writing: Writing, opened: Opened, *,
    joins: bool,
) -> Met | None:  # fmt: skip
    """Save; where another hand saved meanwhile, put both together or ask.

    `joins`: somebody pressed a button and will see the result. A form that saves by itself would
    overwrite what came from the other hand with its next words, so it only tells.
    """
    require(Act.CHANGE_PROPOSAL, draft.standing)
    if opened.writes_on(draft):
        save_proposal(session, visitor, draft, writing, seen=opened.seen, hand=opened.hand)
        return None
    found = met_in(session, visitor, draft, writing, opened)
    if found.clashes or not joins:
        raise Invalid(_told(found))
    # Under no hand: the page that is left behind must not take itself for the last to save.
    both = written(writing, found.texts)
    save_proposal(session, visitor, draft, both, seen=draft.row.revision, hand="")
    return found


def restore_version(session: Session, visitor: Visitor, draft: Draft, number: int) -> None:
    """What an earlier version said is said again, as a new version: nothing in between goes."""
    require(Act.RESTORE_VERSION, draft.standing)
    version, row = version_of(session, draft.row.id, number), draft.row
    if version is None:
        raise Invalid(say("Versi itu tidak ada. Pilih dari daftar versi."))
    again = update(Proposal).where(col(Proposal.id) == row.id, still_open(draft.step.id))
    values = {
        "title": version.title, "summary": version.summary, "category": version.category,
        "answers": dict(version.answers), "tags": dict(version.tags), "hand": "",
        "revision": Proposal.revision + 1, "saved_at": given.now(),
    }  # fmt: skip
    if not changed(session, again.values(**values)):
        raise TooLate
    lay_aside(session, visitor.id, row, writing_of(version))
    session.refresh(row)
    keep_version(session, visitor.id, row, anew=True)
    record(session, Act.RESTORE_VERSION, visitor.id, row.id, version=number, revision=row.revision)


def _told(found: Met) -> dict[str, Sentence]:
    who = say("{name} juga menulis di draf ini. Kedua tulisan ada di bawah.", name=found.by)
    pick = say("Dua tulisan berbeda. Pilih yang dipakai.")
    return {"clash": who if found.by else ELSEWHERE} | dict.fromkeys(found.clashes, pick)
