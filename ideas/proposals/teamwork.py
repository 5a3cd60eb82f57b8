"""Teams: invited by the lead, joined by each person's own consent to the share."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.sql.expression import ColumnElement
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.competitions.deadlines import add_in_time, changed, still_open
from ideas.failures import Invalid, Missing, TooLate
from ideas.history.actions import record
from ideas.notices.actions import notify
from ideas.notices.rules import News
from ideas.people.finding import person_of
from ideas.permissions import require
from ideas.proposals.models import Member
from ideas.proposals.queries import Draft, Mate
from ideas.proposals.rules import WHOLE, Consent, Part
from ideas.roles.visitors import Visitor
from ideas.say import Sentence, say


def invite_member(session: Session, visitor: Visitor, draft: Draft, ref: str, share: int) -> None:
    """Ask a colleague to join. Their share comes out of the lead's own."""
    require(Act.INVITE_MEMBER, draft.standing)
    lead, mate = _lead(draft), draft.mate(ref)
    if mate is not None and mate.consent is not Consent.DECLINED:
        raise Invalid({"person": say("{name} sudah ada dalam tim.", name=mate.name)})
    if not 1 <= share <= lead.share:
        raise Invalid({"share": _too_much(lead.share)})
    if mate is not None:
        _forget(session, draft, mate)
    member = Member(
        proposal_id=draft.row.id, person_id=_asked(session, ref), part=Part.MEMBER, share=share,
        consent=Consent.INVITED, invited_at=given.now(),
    )  # fmt: skip
    add_in_time(session, member, draft.step.id)
    _give_lead(session, draft, -share)
    path = f"/proposals/{draft.row.ref}"
    notify(session, {member.person_id}, News.INVITED, path, title=draft.row.title)
    record(session, Act.INVITE_MEMBER, visitor.id, draft.row.id, part=Part.MEMBER, share=share)


def take_back_invitation(session: Session, visitor: Visitor, draft: Draft, ref: str) -> None:
    """Withdraw an invitation that was never answered; whoever once agreed decides alone."""
    require(Act.INVITE_MEMBER, draft.standing)
    mate = draft.mate(ref)
    if mate is None or mate.consent is not Consent.INVITED or mate.answered_at is not None:
        raise Invalid(say("Undangan ini sudah dijawab. Muat ulang halaman."))
    _forget(session, draft, mate)
    _give_lead(session, draft, mate.share)
    record(session, Act.INVITE_MEMBER, visitor.id, draft.row.id, part=Part.MEMBER, share=0)


def change_shares(
    session: Session, visitor: Visitor, draft: Draft, shares: Mapping[str, int]
) -> None:
    """Divide the work anew. Everyone whose share changes is asked again, but for the lead."""
    require(Act.INVITE_MEMBER, draft.standing)
    mates = {mate.ref: mate for mate in draft.team if mate.consent is not Consent.DECLINED}
    if set(shares) != set(mates):
        raise Invalid({"shares": say("Tim sudah berubah. Muat ulang halaman.")})
    if sum(shares.values()) != WHOLE or not all(0 <= share <= WHOLE for share in shares.values()):
        total = sum(shares.values())
        raise Invalid({"shares": say("Bagian tim berjumlah {total}, seharusnya 100.", total=total)})
    for ref, share in shares.items():
        if share != mates[ref].share:
            _set_share(session, draft, mates[ref], share)
            record(session, Act.INVITE_MEMBER, visitor.id, draft.row.id, share=share)


def answer_invitation(session: Session, visitor: Visitor, draft: Draft, *, agrees: bool) -> None:
    """One's own consent to part and share. Who declines gives the share back to the lead."""
    require(Act.ANSWER_INVITATION, draft.standing)
    mate = next(mate for mate in draft.team if mate.id == visitor.id)
    consent = Consent.AGREED if agrees else Consent.DECLINED
    values: dict[str, Any] = {"consent": consent, "answered_at": given.now()}
    if not agrees:
        values["share"] = 0
        _give_lead(session, draft, mate.share)
    waiting = col(Member.consent) == Consent.INVITED
    _change(session, draft, _of(draft, mate) & waiting, values)
    news, path = News.AGREED if agrees else News.DECLINED, f"/proposals/{draft.row.ref}/team"
    notify(session, {_lead(draft).id}, news, path, title=draft.row.title)
    record(session, Act.ANSWER_INVITATION, visitor.id, draft.row.id, verdict=consent)


def _asked(session: Session, ref: str) -> UUID:
    try:
        return person_of(session, ref)
    except Missing:
        raise Invalid({"person": say("Pilih satu orang dari hasil pencarian.")}) from None


def _set_share(session: Session, draft: Draft, mate: Mate, share: int) -> None:
    values: dict[str, Any] = {"share": share}
    if mate.part is not Part.LEAD:
        values["consent"] = Consent.INVITED
    _change(session, draft, _of(draft, mate), values)


def _give_lead(session: Session, draft: Draft, share: int) -> None:
    values = {"share": Member.share + share}
    _change(session, draft, _of(draft, _lead(draft)), values)


def _forget(session: Session, draft: Draft, mate: Mate) -> None:
    in_time = still_open(draft.step.id)
    if not changed(session, delete(Member).where(_of(draft, mate), in_time)):
        raise TooLate


def _change(
    session: Session, draft: Draft, which: ColumnElement[bool], values: Mapping[str, Any]
) -> None:
    """Only while the call is open, by the database's clock, as the row is written."""
    in_time = still_open(draft.step.id)
    if not changed(session, update(Member).where(which, in_time).values(**values)):
        raise TooLate


def _of(draft: Draft, mate: Mate) -> ColumnElement[bool]:
    return (col(Member.proposal_id) == draft.row.id) & (col(Member.person_id) == mate.id)


def _lead(draft: Draft) -> Mate:
    return next(mate for mate in draft.team if mate.part is Part.LEAD)


def _too_much(left: int) -> Sentence:
    return say("Isi antara 1 dan {left}. Sebanyak itu bagian Anda sekarang.", left=left)
