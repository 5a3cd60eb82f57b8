"""The team of a proposal: inviting, dividing the work, consenting."""

from typing import Literal

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.entries.drafts import find_draft
from ideas.failures import Invalid
from ideas.pages.proposals import get_proposal
from ideas.people.finding import find_people
from ideas.permissions import refusal, require
from ideas.proposals.teamwork import (
    answer_invitation,
    change_shares,
    invite_member,
    take_back_invitation,
)
from ideas.say import say
from ideas.web.forms import Form
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()

FEWEST_LETTERS = 3


class InviteForm(Form):
    q: str = ""
    person: str = Field(min_length=1)
    share: int = Field(ge=1, le=100)


class SharesForm(Form):
    """Only the family share-<person>."""


class TakeBackForm(Form):
    person: str


class ConsentForm(Form):
    answer: Literal["agree", "decline"]


@pages.read("/proposals/{ref}/team", Act.SEE_DRAFTING)
def get_team(visit: Visit, ref: str) -> Response:
    draft = find_draft(visit.session, visit.me, ref)
    require(Act.SEE_DRAFTING, draft.standing)
    q = visit.kept("q", visit.request.query_params.get("q", "")).strip()
    found = find_people(visit.session, q) if len(q) >= FEWEST_LETTERS else []
    inside = {mate.ref for mate in draft.team if mate.relation is not None}
    return show(
        visit, "proposals/team.html", draft=draft, q=q, fewest=FEWEST_LETTERS,
        found=[somebody for somebody in found if somebody.ref not in inside],
        refused=refusal(Act.INVITE_MEMBER, draft.standing),
    )  # fmt: skip


@pages.write("/proposals/{ref}/team", Act.INVITE_MEMBER, page=get_team)
def post_team(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    form = visit.filled(InviteForm)
    invite_member(visit.session, visit.me, draft, form.person, form.share)
    return Done(said=say("Undangan terkirim. Rekan Anda perlu menyetujuinya sendiri."))


@pages.write("/proposals/{ref}/team/shares", Act.INVITE_MEMBER, page=get_team)
def post_shares(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    visit.filled(SharesForm, ignore="share-")
    change_shares(visit.session, visit.me, draft, _shares(visit))
    return Done(said=say("Pembagian tersimpan. Yang bagiannya berubah diminta setuju lagi."))


@pages.write("/proposals/{ref}/team/removal", Act.INVITE_MEMBER, page=get_team)
def post_removal(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    form = visit.filled(TakeBackForm)
    take_back_invitation(visit.session, visit.me, draft, form.person)
    return Done(said=say("Undangan dibatalkan. Bagiannya kembali kepada Anda."))


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


def _shares(visit: Visit) -> dict[str, int]:
    """share-<person> as whole numbers; anything else is told beside its field."""
    typed = visit.typed.starting("share-")
    wrong = {
        f"share-{ref}": say("Isi dengan angka bulat.")
        for ref, text in typed.items()
        if not (text.isascii() and text.isdigit() and len(text) <= FEWEST_LETTERS)
    }
    if wrong:
        raise Invalid(wrong)
    return {ref: int(text) for ref, text in typed.items()}
