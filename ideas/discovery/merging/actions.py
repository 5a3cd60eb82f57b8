"""Two proposals become one, by the word of both leads; and everything can be taken back."""

from uuid import UUID

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from ideas import given
from ideas.acts import Act
from ideas.discovery.merging.models import Carried, Merger
from ideas.discovery.merging.queries import Union, mates_in, mergers_of, supporters_of
from ideas.discovery.merging.rules import Answer, Voice
from ideas.failures import Conflicting, Failure, Invalid, TooLate
from ideas.history.actions import record
from ideas.permissions import Relation, require
from ideas.road.competitions.deadlines import add_in_time, changed, still_open
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.readers import readers
from ideas.writing.proposals.rules import Consent, Openness, Part

GONE = say("Penggabungan ini sudah berubah. Muat ulang halaman.")


def propose_merger(session: Session, visitor: Visitor, kept: Draft, other: Draft) -> Merger:
    """Suggest that the other goes on within this one. A lead agrees for their own at once."""
    require(Act.PROPOSE_MERGER, kept.standing)
    _check_two(session, kept, other)
    now = given.now()
    merger = Merger(
        kept_id=kept.row.id, other_id=other.row.id, proposed_by=visitor.id, proposed_at=now,
        kept_agreed_at=now if _leads(kept) else None,
        other_agreed_at=now if _leads(other) else None,
    )  # fmt: skip
    add_in_time(session, merger, kept.step.id)
    for draft in (kept, other):
        leads = set(mates_in(session, draft.row.id, Part.LEAD)) - {visitor.id}
        _notify(session, leads, News.MERGER_ASKED, draft.row.ref, kept.row, other.row)
    record(session, Act.PROPOSE_MERGER, visitor.id, kept.row.id)
    if merger.kept_agreed_at and merger.other_agreed_at:
        _take_hold(session, kept.row.id)
    return merger


def answer_merger(
    session: Session, visitor: Visitor, draft: Draft, union: Union, *, agrees: bool
) -> None:
    """The word of the lead of one of the two. A no ends it; the second yes makes it hold."""
    require(Act.ANSWER_MERGER, draft.standing)
    ours = draft.row.id == union.row.kept_id
    column = Merger.kept_agreed_at if ours else Merger.other_agreed_at
    said = {(column if agrees else Merger.undone_at): given.now()}
    running = (col(Merger.id) == union.row.id, col(Merger.undone_at).is_(None))
    unsaid = (*running, col(column).is_(None), still_open(draft.step.id))
    if not changed(session, update(Merger).where(*unsaid).values(said)):
        raise _not_said(session, draft)
    record(session, Act.ANSWER_MERGER, visitor.id, draft.row.id, verdict="yes" if agrees else "no")
    if agrees:
        _take_hold(session, union.kept.id)


def carry_over(  # noqa: PLR0913 -- whose word, on which merger, about what, and what it is
    session: Session, visitor: Visitor, draft: Draft, union: Union, voice: Voice, *, yes: bool
) -> None:
    """One's own word: come along with part or support, or leave it where it is."""
    require(Act.CARRY_OVER, draft.standing)
    joins = yes and voice is Voice.MEMBER and not _inside(session, union, visitor.id)
    answered = (
        update(Carried)
        .where(
            col(Carried.merger_id) == union.row.id, col(Carried.person_id) == visitor.id,
            col(Carried.voice) == voice, col(Carried.answer) == Answer.WAITING,
            still_open(draft.step.id),
        )
        .values(answer=Answer.YES if yes else Answer.NO, joined=joins, answered_at=given.now())
    )  # fmt: skip
    if not union.holds or not changed(session, answered):
        raise _not_said(session, draft)
    if joins:
        _join(session, union, visitor.id)
    record(session, Act.CARRY_OVER, visitor.id, union.row.id, verdict="yes" if yes else "no")


def undo_merger(session: Session, visitor: Visitor, draft: Draft, union: Union) -> None:
    """Take it back: both are again what they were. Shares that were given go back to the lead."""
    require(Act.UNDO_MERGER, draft.standing)
    running = (col(Merger.id) == union.row.id, col(Merger.undone_at).is_(None))
    ended = update(Merger).where(*running, still_open(draft.step.id))
    if not changed(session, ended.values(undone_at=given.now())):
        raise TooLate
    _leave(session, union)
    if union.holds:
        _news(session, union, News.MERGER_UNDONE, apart=visitor.id)
    record(session, Act.UNDO_MERGER, visitor.id, draft.row.id)


def _not_said(session: Session, draft: Draft) -> Failure:
    """Why nothing was written: the clock, or somebody was there before."""
    in_time = session.scalar(select(still_open(draft.step.id)))
    return Conflicting(GONE) if in_time else TooLate()


def _check_two(session: Session, kept: Draft, other: Draft) -> None:
    if kept.row.id == other.row.id or kept.competition.id != other.competition.id:
        raise Invalid({"other": say("Pilih gagasan lain dalam kompetisi yang sama.")})
    if other.entry is not None:
        raise Invalid({"other": say("Gagasan itu sudah dikirim sebagai usulan.")})
    if other.row.openness is Openness.COLLEAGUES and kept.row.openness is Openness.TEAM:
        raise Invalid({"other": say("Buka dahulu gagasan ini bagi rekan, seperti gagasan itu.")})
    if mergers_of(session, other.row.id) or _goes_elsewhere(session, kept):
        raise Invalid({"other": say("Salah satunya sedang dalam penggabungan lain.")})


def _goes_elsewhere(session: Session, kept: Draft) -> bool:
    return any(one.other.id == kept.row.id for one in mergers_of(session, kept.row.id))


def _leads(draft: Draft) -> bool:
    return Relation.LEAD in draft.standing.relations


def _take_hold(session: Session, kept_id: UUID) -> None:
    """Both agreed: everyone of the other is asked, and told."""
    for union in mergers_of(session, kept_id):
        if union.holds and not union.asked:
            _ask(session, union.row, union.kept.id, union.other.id)
            _news(session, union, News.MERGED)


def _ask(session: Session, merger: Merger, kept_id: UUID, other_id: UUID) -> None:
    """Everyone of the other, once for their part and once for their support."""
    voices = {
        Voice.MEMBER: mates_in(session, other_id),
        Voice.SUPPORT: sorted(supporters_of(session, other_id) - supporters_of(session, kept_id)),
    }
    session.add_all(
        Carried(merger_id=merger.id, person_id=person, voice=voice, asked_at=given.now())
        for voice, people in voices.items()
        for person in people
    )
    session.flush()


def _inside(session: Session, union: Union, person_id: UUID) -> bool:
    return session.get(Member, (union.kept.id, person_id)) is not None


def _join(session: Session, union: Union, person_id: UUID) -> None:
    """Into the team with no share yet: what each one does is for the team to say."""
    now = given.now()
    session.add(
        Member(
            proposal_id=union.kept.id, person_id=person_id, part=Part.MEMBER, share=0,
            consent=Consent.AGREED, invited_at=now, answered_at=now,
        )
    )  # fmt: skip
    session.flush()


def _leave(session: Session, union: Union) -> None:
    came = [
        member
        for carried in session.scalars(
            select(Carried).where(Carried.merger_id == union.row.id, col(Carried.joined))
        )
        if (member := session.get(Member, (union.kept.id, carried.person_id)))
    ]
    share = sum(member.share for member in came)
    people = [member.person_id for member in came]
    of_kept = col(Member.proposal_id) == union.kept.id
    session.execute(delete(Member).where(of_kept, col(Member.person_id).in_(people)))
    lead = (of_kept, col(Member.part) == Part.LEAD)
    if share:
        session.execute(update(Member).where(*lead).values(share=Member.share + share))


def _news(session: Session, union: Union, news: News, apart: UUID | None = None) -> None:
    """Each side hears it under the address that it may read."""
    likers = supporters_of(session, union.other.id)
    for row in (union.kept, union.other):
        likers = readers(session, row.id, likers)  # a title is told to nobody who may not read it
    others = {*mates_in(session, union.other.id), *likers}
    leads = set(mates_in(session, union.kept.id, Part.LEAD)) - others
    _notify(session, others - {apart}, news, union.other.ref, union.kept, union.other)
    _notify(session, leads - {apart}, news, union.kept.ref, union.kept, union.other)


def _notify(  # noqa: PLR0913, PLR0917 -- to whom, what, and about which two
    session: Session, people: set[UUID], news: News, ref: str, kept: Proposal, other: Proposal
) -> None:
    path = f"/proposals/{ref}/merger"
    notify(session, sorted(people), news, path, title=kept.title, other=other.title)
