"""The team of a proposal: who is in and what waits for whom; inviting and dividing the work."""

from typing import Any, Literal

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.failures import Invalid
from ideas.pages.proposals import get_proposal
from ideas.permissions import Relation, refusal, require
from ideas.road.competitions.queries import scoped_of
from ideas.road.entries.drafts import find_draft
from ideas.say import say
from ideas.staff.skills.queries import offered
from ideas.teamwork.amendments.queries import amendments_of, gone_from
from ideas.teamwork.places.needed import needed_by
from ideas.teamwork.teams.actions import (
    answer_invitation,
    change_shares,
    invite_member,
    take_back_invitation,
)
from ideas.teamwork.teams.finding import FEWEST_LETTERS, Search, search_colleagues
from ideas.teamwork.teams.leaving import remove_member
from ideas.teamwork.teams.queries import happened_in
from ideas.teamwork.teams.rules import LONGEST_MESSAGE, LONGEST_REASON, Invitation, Wanted
from ideas.web.forms import Form
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.rules import Handover, Part

pages = Pages()

DIGITS = 3
PARTS = (Part.MEMBER, Part.CONTRIBUTOR, Part.MENTOR)


class InviteForm(Form):
    q: str = ""
    unit: str = ""
    person: str = Field(min_length=1)
    part: Literal["member", "contributor", "mentor"] = "member"
    share: int = Field(default=0, ge=0, le=100)
    message: str = Field(default="", max_length=LONGEST_MESSAGE)
    replaces: str = ""
    why: str = Field(default="", max_length=LONGEST_REASON)


class SharesForm(Form):
    """Only the family share-<person> and share-part-<person>."""


class TakeBackForm(Form):
    person: str


class RemovalForm(Form):
    person: str
    reason: str = Field(min_length=1, max_length=LONGEST_REASON)


class ConsentForm(Form):
    answer: Literal["agree", "decline"]


@pages.read("/proposals/{ref}/team", Act.SEE_DRAFTING)
def get_team(visit: Visit, ref: str) -> Response:
    draft = find_draft(visit.session, visit.me, ref)
    require(Act.SEE_DRAFTING, draft.standing)
    return show(visit, "proposals/team.html", draft=draft, **_facts(visit, draft))


def _facts(visit: Visit, draft: Draft) -> dict[str, Any]:
    """What waits for whom, and what this reader may do about it."""
    leads = Relation.LEAD in draft.standing.relations
    inside = draft.standing.in_team
    search = _search(visit, draft) if leads else Search()
    known = {mate.ref for mate in draft.mates}
    session, row = visit.session, draft.row
    return {
        "mine": draft.mate(visit.me.ref), "search": search, "fewest": FEWEST_LETTERS,
        "found": [somebody for somebody in search.people if somebody.ref not in known],
        "may": {act.value for act in OFFERED if refusal(act, draft.standing) is None},
        "refused": refusal(Act.INVITE_MEMBER, draft.standing), "parts": PARTS,
        "amendments": amendments_of(session, row.id, draft.standing.relations),
        "gone": gone_from(draft.team), "handovers": Handover, "offered": offered(),
        "needed": needed_by(session, row.id, lead=leads) if inside and not draft.entry else [],
        "happened": happened_in(session, row.id) if inside else [],
    }  # fmt: skip


OFFERED = (
    Act.INVITE_MEMBER, Act.REMOVE_MEMBER, Act.LEAVE_TEAM, Act.HIDE_NAME, Act.OFFER_LEAD,
    Act.ANSWER_OFFER, Act.TAKE_LEAD, Act.AMEND_TEAM, Act.ANSWER_AMENDMENT, Act.POST_PLACE,
    Act.CHOOSE_ANSWER, Act.ANSWER_INVITATION,
)  # fmt: skip


def _search(visit: Visit, draft: Draft) -> Search:
    """Among those whom the call reaches; a form that comes back searches again."""
    asked = visit.request.query_params
    scope = scoped_of(visit.session, draft.row.competition_id).scope_path
    return search_colleagues(
        visit.session, scope, q=visit.kept("q", asked.get("q", "")),
        unit=visit.kept("unit", asked.get("unit", "")), after=asked.get("after", ""),
    )  # fmt: skip


@pages.write("/proposals/{ref}/team", Act.INVITE_MEMBER, page=get_team)
def post_team(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    form = visit.filled(InviteForm)
    invitation = Invitation(
        form.person, form.share, Part(form.part), form.message, form.replaces, form.why
    )
    invite_member(visit.session, visit.me, draft, invitation)
    return Done(said=say("Undangan terkirim. Rekan Anda perlu menyetujuinya sendiri."))


@pages.write("/proposals/{ref}/team/shares", Act.INVITE_MEMBER, page=get_team)
def post_shares(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    visit.filled(SharesForm, ignore="share-")
    change_shares(visit.session, visit.me, draft, wanted_in(visit, draft))
    return Done(said=say("Pembagian tersimpan. Yang bagiannya berubah diminta setuju lagi."))


@pages.write("/proposals/{ref}/team/removal", Act.INVITE_MEMBER, page=get_team)
def post_removal(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    form = visit.filled(TakeBackForm)
    take_back_invitation(visit.session, visit.me, draft, form.person)
    return Done(said=say("Undangan dibatalkan. Bagiannya kembali kepada Anda."))


@pages.write("/proposals/{ref}/team/members/removal", Act.REMOVE_MEMBER, page=get_team)
def post_member_removal(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    form = visit.filled(RemovalForm)
    remove_member(visit.session, visit.me, draft, form.person, form.reason)
    return Done(said=say("Anggota dikeluarkan dan diberi tahu. Bagiannya kembali kepada Anda."))


@pages.write("/proposals/{ref}/consent", Act.ANSWER_INVITATION, page=get_proposal)
def post_consent(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    agrees = visit.filled(ConsentForm).answer == "agree"
    answer_invitation(visit.session, visit.me, draft, agrees=agrees)
    if agrees:
        return Done(
            to=path("get_proposal", ref=ref), said=say("Terima kasih. Anda kini anggota tim.")
        )
    return Done(to="/proposals", said=say("Undangan ditolak. Ketua tim akan melihatnya."))


def wanted_in(visit: Visit, draft: Draft) -> dict[str, Wanted]:
    """share-<person> as whole numbers, share-part-<person> as parts; or told beside its field."""
    typed = visit.typed.starting("share-")
    shares = {ref: text for ref, text in typed.items() if not ref.startswith("part-")}
    wrong = {
        f"share-{ref}": say("Isi dengan angka bulat.")
        for ref, text in shares.items()
        if not (text.isascii() and text.isdigit() and len(text) <= DIGITS)
    }
    parts = {ref: typed.get(f"part-{ref}") or _part_of(draft, ref) for ref in shares}
    wrong |= {
        f"share-part-{ref}": say("Pilih salah satu dari pilihan yang ada.")
        for ref, part in parts.items()
        if part not in set(Part)
    }
    if wrong:
        raise Invalid(wrong)
    return {ref: Wanted(Part(parts[ref]), int(text)) for ref, text in shares.items()}


def _part_of(draft: Draft, ref: str) -> str:
    mate = draft.mate(ref)
    return mate.part if mate else Part.MEMBER
