"""Coming into a team: invited by the lead, in by one's own consent to part and share."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid, Missing
from ideas.history.actions import record
from ideas.permissions import require
from ideas.road.competitions.deadlines import add_in_time
from ideas.say import say
from ideas.staff.people.finding import person_of
from ideas.staff.roles.visitors import Visitor
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News
from ideas.teamwork.teams.members import change, forget, give_lead, of, out
from ideas.teamwork.teams.rules import Invitation, Wanted, check_reason, check_whole, share_wrong
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.queries import Draft, Mate
from ideas.writing.proposals.rules import TAKING_PART, Consent, Part


def invite_member(session: Session, visitor: Visitor, draft: Draft, invitation: Invitation) -> None:
    """Ask a colleague to join, perhaps in the place of another. The share comes out of the
    lead's own, or is that of whom they replace."""
    require(Act.INVITE_MEMBER, draft.standing)
    gone = _replaced(session, visitor, draft, invitation)
    mate = draft.mate(invitation.ref)
    if mate is not None and mate.consent in TAKING_PART:
        raise Invalid({"person": say("{name} sudah ada dalam tim.", name=mate.name)})
    left = draft.lead.share + (gone.share if gone else 0)
    if wrong := share_wrong(Wanted(invitation.part, invitation.share), left):
        raise Invalid({"share": wrong})
    if mate is not None:
        forget(session, draft, mate)
    person = _asked(session, invitation.ref)
    ask_in(session, draft, person, invitation)
    record(
        session, Act.INVITE_MEMBER, visitor.id, draft.row.id, part=invitation.part,
        share=invitation.share, change="replace" if gone else "invite",
    )  # fmt: skip


def ask_in(session: Session, draft: Draft, person: UUID, invitation: Invitation) -> None:
    """Part of an action: a place in the team that waits for its person's own consent."""
    member = Member(
        proposal_id=draft.row.id, person_id=person, part=invitation.part,
        share=invitation.share, consent=Consent.INVITED, invited_at=given.now(),
        message=invitation.message,
    )  # fmt: skip
    add_in_time(session, member, draft.step.id)
    give_lead(session, draft, -invitation.share)
    notify(session, [person], News.INVITED, here(draft), title=draft.row.title)


def take_back_invitation(session: Session, visitor: Visitor, draft: Draft, ref: str) -> None:
    """Withdraw an invitation that was never answered; whoever once agreed decides alone."""
    require(Act.INVITE_MEMBER, draft.standing)
    mate = draft.mate(ref)
    if mate is None or mate.consent is not Consent.INVITED or mate.answered_at is not None:
        raise Invalid(say("Undangan ini sudah dijawab. Muat ulang halaman."))
    forget(session, draft, mate)
    give_lead(session, draft, mate.share)
    record(session, Act.INVITE_MEMBER, visitor.id, draft.row.id, change="take_back", part=mate.part)


def change_shares(
    session: Session, visitor: Visitor, draft: Draft, wanted: Mapping[str, Wanted]
) -> None:
    """Divide the work anew. Everyone whose part or share changes is asked again, but the lead."""
    require(Act.INVITE_MEMBER, draft.standing)
    mates = {mate.ref: mate for mate in draft.mates}
    if set(wanted) != set(mates):
        raise Invalid({"shares": say("Tim sudah berubah. Muat ulang halaman.")})
    check_whole([one.share for one in wanted.values()])
    check_parts(mates, wanted)
    for ref, one in wanted.items():
        mate = mates[ref]
        if one != Wanted(mate.part, mate.share):
            _set(session, draft, mate, one)
            record(
                session, Act.INVITE_MEMBER, visitor.id, draft.row.id, change="share",
                part=one.part, share=one.share,
            )  # fmt: skip


def answer_invitation(session: Session, visitor: Visitor, draft: Draft, *, agrees: bool) -> None:
    """One's own consent to part and share. Who declines gives the share back to the lead."""
    require(Act.ANSWER_INVITATION, draft.standing)
    mate = next(mate for mate in draft.team if mate.id == visitor.id)
    consent = Consent.AGREED if agrees else Consent.DECLINED
    values: dict[str, Any] = {"consent": consent, "answered_at": given.now()}
    if not agrees:
        values |= {"share": 0, "offer": None}
        give_lead(session, draft, mate.share)
    waiting = col(Member.consent) == Consent.INVITED
    change(session, draft, of(draft, mate) & waiting, values)
    news = News.AGREED if agrees else News.DECLINED
    notify(session, [draft.lead.id], news, here(draft), title=draft.row.title)
    record(session, Act.ANSWER_INVITATION, visitor.id, draft.row.id, verdict=consent)


def check_parts(mates: Mapping[str, Mate], wanted: Mapping[str, Wanted]) -> None:
    """The lead stays the lead, and nobody else becomes it; a mentor has no share."""
    for ref, one in wanted.items():
        leads = mates[ref].part is Part.LEAD if ref in mates else False
        if leads is not (one.part is Part.LEAD):
            raise Invalid({f"share-{ref}": say("Peran ketua diserahkan, bukan dibagi.")})
        if one.part is Part.MENTOR and one.share:
            raise Invalid({f"share-{ref}": say("Mentor tidak mendapat bagian. Isi 0.")})


def here(draft: Draft) -> str:
    return f"/proposals/{draft.row.ref}/team"


def _replaced(
    session: Session, visitor: Visitor, draft: Draft, invitation: Invitation
) -> Mate | None:
    """Who makes room for the invited one, when somebody does: told, and out."""
    if not invitation.replaces:
        return None
    require(Act.REMOVE_MEMBER, draft.standing)
    gone = draft.mate(invitation.replaces)
    if gone is None or gone.part is Part.LEAD or gone.consent not in TAKING_PART:
        raise Invalid({"replaces": say("Pilih anggota yang digantikan.")})
    check_reason(invitation.reason)
    change(session, draft, of(draft, gone), out(invitation.reason))
    give_lead(session, draft, gone.share)
    told = {"title": draft.row.title, "reason": invitation.reason}
    notify(session, [gone.id], News.REMOVED, "/proposals", **told)
    record(
        session, Act.REMOVE_MEMBER, visitor.id, draft.row.id, change="replace",
        reason=invitation.reason, part=gone.part,
    )  # fmt: skip
    return gone


def _asked(session: Session, ref: str) -> UUID:
    try:
        return person_of(session, ref)
    except Missing:
        raise Invalid({"person": say("Pilih satu orang dari hasil pencarian.")}) from None


def _set(session: Session, draft: Draft, mate: Mate, wanted: Wanted) -> None:
    values: dict[str, Any] = {"share": wanted.share, "part": wanted.part}
    if mate.part is not Part.LEAD:
        values["consent"] = Consent.INVITED
        notify(session, [mate.id], News.SHARE_ASKED, here(draft), title=draft.row.title)
    change(session, draft, of(draft, mate), values)
