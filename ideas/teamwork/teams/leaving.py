"""Going out of a team, showing a name or not, and passing on the lead: never without a lead."""

from typing import Any
from uuid import UUID

from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Conflicting, Invalid
from ideas.history.actions import record
from ideas.permissions import require
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News
from ideas.teamwork.teams.actions import here
from ideas.teamwork.teams.members import change, give_lead, of, others_in, out, settle
from ideas.teamwork.teams.rules import check_reason, passed_on
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.queries import Draft, Mate
from ideas.writing.proposals.rules import TAKING_PART, Consent, Handover, Part


def leave_team(session: Session, visitor: Visitor, draft: Draft, reason: str) -> None:
    """One's own going. Before the sending the share returns to the lead; after it shares stay,
    for they are credit for what was done."""
    require(Act.LEAVE_TEAM, draft.standing)
    check_reason(reason)
    mine = me_in(draft, visitor)
    if draft.entry:
        gone: dict[str, Any] = {"left_at": given.now(), "reason": reason, "offer": None}
        settle(session, of(draft, mine) & col(Member.left_at).is_(None), gone)
    else:
        agreed = col(Member.consent) == Consent.AGREED
        settle(session, of(draft, mine) & agreed, out(reason))
        settle(session, of(draft, draft.lead), {"share": Member.share + mine.share})
    _tell(session, draft, visitor, News.LEFT_TEAM)
    record(session, Act.LEAVE_TEAM, visitor.id, draft.row.id, reason=reason, part=mine.part)


def remove_member(session: Session, visitor: Visitor, draft: Draft, ref: str, reason: str) -> None:
    """The lead parts the team from somebody, who is told why."""
    require(Act.REMOVE_MEMBER, draft.standing)
    mate = draft.mate(ref)
    if mate is None or mate.consent not in TAKING_PART:
        raise Conflicting(say("Orang ini tidak lagi ada dalam tim."))
    if mate.part is Part.LEAD:
        raise Invalid({"person": say("Peran ketua diserahkan, bukan dibagi.")})
    check_reason(reason)
    change(session, draft, of(draft, mate), out(reason))
    give_lead(session, draft, mate.share)
    told = {"title": draft.row.title, "reason": reason}
    notify(session, [mate.id], News.REMOVED, "/proposals", **told)
    record(
        session, Act.REMOVE_MEMBER, visitor.id, draft.row.id, change="remove", reason=reason,
        part=mate.part,
    )  # fmt: skip


def hide_name(session: Session, visitor: Visitor, draft: Draft, *, hidden: bool) -> None:
    """Whether those outside the team read one's own name."""
    require(Act.HIDE_NAME, draft.standing)
    settle(session, of(draft, me_in(draft, visitor)), {"hidden": hidden})
    change_ = "hide" if hidden else "show"
    record(session, Act.HIDE_NAME, visitor.id, draft.row.id, change=change_)


def offer_lead(
    session: Session, visitor: Visitor, draft: Draft, ref: str, then: Handover | None
) -> None:
    """Ask one member to lead; None takes the question back. Nothing changes until they agree."""
    require(Act.OFFER_LEAD, draft.standing)
    team = col(Member.proposal_id) == draft.row.id
    settle(session, team, {"offer": None})
    if then is not None:
        mate = draft.mate(ref)
        if mate is None or not mate.inside or mate.part in (Part.LEAD, Part.MENTOR):
            raise Invalid({"heir": say("Pilih anggota yang sudah setuju ikut.")})
        settle(session, of(draft, mate), {"offer": then})
        notify(session, [mate.id], News.LEAD_OFFERED, here(draft), title=draft.row.title)
    change_ = "offer" if then else "take_back"
    record(session, Act.OFFER_LEAD, visitor.id, draft.row.id, change=change_)


def answer_offer(session: Session, visitor: Visitor, draft: Draft, *, agrees: bool) -> None:
    """The new lead's own consent. The old one becomes a member, or goes."""
    require(Act.ANSWER_OFFER, draft.standing)
    mine = me_in(draft, visitor)
    if mine.offer is None:
        raise Invalid(say("Tidak ada penyerahan yang menunggu Anda. Muat ulang halaman."))
    if agrees:
        _lead_passes(session, draft, mine, mine.offer)
    else:
        settle(session, of(draft, mine), {"offer": None})
    news = News.LEAD_CHANGED if agrees else News.LEAD_REFUSED
    _tell(session, draft, visitor, news)
    verdict = Consent.AGREED if agrees else Consent.DECLINED
    record(session, Act.ANSWER_OFFER, visitor.id, draft.row.id, verdict=verdict)


def take_lead(session: Session, visitor: Visitor, draft: Draft) -> None:
    """A member leads on when the lead no longer works here; the old lead keeps the credit."""
    require(Act.TAKE_LEAD, draft.standing)
    mine = me_in(draft, visitor)
    if mine.part is Part.MENTOR:
        raise Invalid(say("Mentor tidak memimpin tim. Minta salah satu anggota."))
    _lead_passes(session, draft, mine, Handover.STAY)
    _tell(session, draft, visitor, News.LEAD_CHANGED)
    record(session, Act.TAKE_LEAD, visitor.id, draft.row.id, change="take_over")


def me_in(draft: Draft, visitor: Visitor) -> Mate:
    return next(mate for mate in draft.team if mate.id == visitor.id)


def _lead_passes(session: Session, draft: Draft, heir: Mate, then: Handover) -> None:
    """Both rows turn, only from how they stood. Whoever leads is named."""
    old = draft.lead
    after, new = passed_on(old.share, heir.share, Handover.STAY if draft.entry else then)
    gone: dict[str, Any] = {}
    if then is Handover.LEAVE:
        gone = {"left_at": given.now()} if draft.entry else out("")
    led = of(draft, old) & (col(Member.part) == Part.LEAD)
    settle(session, led, {"part": Part.MEMBER, "share": after} | gone)
    led_now: dict[str, Any] = {"part": Part.LEAD, "share": new, "offer": None, "hidden": False}
    settle(session, of(draft, heir), led_now)


def _tell(session: Session, draft: Draft, visitor: Visitor, news: News) -> None:
    people: list[UUID] = others_in(draft, visitor.id)
    notify(session, people, news, here(draft), title=draft.row.title)
