"""Throwing away what is past its time, and saying how long that is."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.database import touched
from ideas.failures import Invalid
from ideas.history.actions import record
from ideas.later import Task, later
from ideas.permissions import Standing, require
from ideas.protection.retention.models import RetentionPeriod
from ideas.protection.retention.queries import PAST, drafts_past, links_past, table, until_of
from ideas.protection.retention.rules import TERMS, Kind
from ideas.road.ballots.models import Ballot
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.talking.comments.models import Comment, Mention
from ideas.talking.follows.models import Follow
from ideas.talking.moderation.models import Hiding, Report
from ideas.talking.notices.models import Notice
from ideas.talking.suggestions.models import Suggestion
from ideas.teamwork.places.models import Place, PlaceAnswer, PlaceSkill
from ideas.writing.attachments.actions import clear_files, delete_attachments
from ideas.writing.drafting.models import Scribe
from ideas.writing.proposals.models import DraftChange, Member, Proposal, Support, Version
from ideas.writing.reminders.models import Reminding

AT_ONCE = 500
LEFT_ALONE = timedelta(days=2)  # longer than any upload, and than the day that quotas count


def keep_period(session: Session, visitor: Visitor, kind: Kind, days: int) -> None:
    """Choose how long one kind of thing is kept, within what is lawful and useful."""
    require(Act.KEEP_PERIODS, visitor.standing)
    term = TERMS[kind]
    if not term.least <= days <= term.most:
        wrong = say("Pilih {least} sampai {most} hari.", least=term.least, most=term.most)
        raise Invalid({f"days-{kind.value}": wrong})
    session.merge(RetentionPeriod(kind=kind, days=days, set_by=visitor.id, set_at=given.now()))
    record(session, Act.KEEP_PERIODS, visitor.id, visitor.id, kind=kind, until=days)


def clear_out(session: Session, subject: UUID) -> dict[str, int]:
    """Throw away everything past its time, and note how much of it there was."""
    require(Act.CLEAR_OUT, Standing(system=True))
    until = until_of(session)
    _forget_files(session, until[Kind.COPIES])
    gone = {
        kind.value: touched(session.execute(delete(table(name)).where(past(until[kind]))))
        for kind, (name, past) in PAST.items()
        if kind not in (Kind.DRAFTS, Kind.BALLOT_LINKS)
    }
    gone[Kind.DRAFTS.value] = _delete_drafts(session, until[Kind.DRAFTS])
    gone["files"] = clear_files(session, given.now() - LEFT_ALONE)
    gone[Kind.BALLOT_LINKS.value] = _unlink_ballots(session, until[Kind.BALLOT_LINKS])
    record(session, Act.CLEAR_OUT, None, subject, rows=sum(gone.values()))
    return gone


def _forget_files(session: Session, until: datetime) -> None:
    copies = table("data_copy").c
    for key in session.scalars(select(copies.key).where(copies.asked_at < until)):
        if key:
            later(session, Task.FORGET_FILE, key=key)


def _delete_drafts(session: Session, until: datetime) -> int:
    ids = list(session.scalars(select(col(Proposal.id)).where(drafts_past(until)).limit(AT_ONCE)))
    return delete_drafts(session, ids)


def delete_drafts(session: Session, ids: list[UUID]) -> int:
    """A draft with its files, versions, team and open places, and all that was said of it."""
    delete_attachments(session, ids)
    _delete_talk(session, ids)
    _delete_places(session, ids)
    for model in (Version, Member, DraftChange, Reminding, Scribe, Suggestion, Support, Follow):
        session.execute(delete(model).where(col(model.proposal_id).in_(ids)))
    return touched(session.execute(delete(Proposal).where(col(Proposal.id).in_(ids))))


def _delete_places(session: Session, ids: list[UUID]) -> None:
    places = select(col(Place.id)).where(col(Place.proposal_id).in_(ids))
    for child in (PlaceAnswer, PlaceSkill):
        session.execute(delete(child).where(col(child.place_id).in_(places)))
    session.execute(delete(Place).where(col(Place.proposal_id).in_(ids)))


def _delete_talk(session: Session, ids: list[UUID]) -> None:
    """The comments with what hangs on them, and the notices that lead to these drafts."""
    comments = select(col(Comment.id)).where(col(Comment.proposal_id).in_(ids))
    for model in (Mention, Report, Hiding):
        session.execute(delete(model).where(col(model.comment_id).in_(comments)))
    for replies in (True, False):
        ours = col(Comment.proposal_id).in_(ids) & (col(Comment.parent_id).is_not(None) == replies)
        session.execute(delete(Comment).where(ours))
    refs = select(col(Proposal.ref)).where(col(Proposal.id).in_(ids))
    for ref in session.scalars(refs).all():
        leads = col(Notice.path).startswith(f"/proposals/{ref}")
        session.execute(delete(Notice).where(leads))


def _unlink_ballots(session: Session, until: datetime) -> int:
    """Each paper gets a number of chance instead of its voter: it counts, and means nobody."""
    papers = session.execute(
        select(col(Ballot.step_id), col(Ballot.voter_id))
        .where(links_past(until))
        .distinct()
        .limit(AT_ONCE)
    ).all()
    for step_id, voter_id in papers:
        session.execute(
            update(Ballot)
            .where(col(Ballot.step_id) == step_id, col(Ballot.voter_id) == voter_id)
            .values(voter_id=given.new_id())
        )
    return len(papers)
