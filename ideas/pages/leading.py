"""Going out of a team, hiding a name, passing on the lead, changing a team that was sent."""

from typing import Literal

from pydantic import Field

from ideas.acts import Act
from ideas.pages.teamwork import get_team, wanted_in
from ideas.road.entries.drafts import find_draft
from ideas.say import say
from ideas.teamwork.amendments.actions import amend_team, answer_amendment, take_back_amendment
from ideas.teamwork.teams.leaving import answer_offer, hide_name, leave_team, offer_lead, take_lead
from ideas.teamwork.teams.rules import LONGEST_REASON
from ideas.web.forms import Form, PlainForm
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.proposals.rules import Handover

pages = Pages()


class LeavingForm(Form):
    reason: str = Field(min_length=1, max_length=LONGEST_REASON)


class NameForm(Form):
    name: Literal["shown", "hidden"]


class OfferForm(Form):
    """`then`: what the old lead does; without an heir the offer is taken back."""

    heir: str = ""
    after: Handover = Handover.STAY


class AnswerForm(Form):
    answer: Literal["agree", "decline"]


class AmendmentForm(Form):
    """And the family share-<person>. `person` joins with `part` and the share beside it."""

    reason: str = Field(min_length=1, max_length=LONGEST_REASON)
    q: str = ""
    unit: str = ""


@pages.write("/proposals/{ref}/team/leaving", Act.LEAVE_TEAM, page=get_team)
def post_leaving(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    leave_team(visit.session, visit.me, draft, visit.filled(LeavingForm).reason)
    return Done(to="/proposals", said=say("Anda sudah keluar dari tim. Terima kasih."))


@pages.write("/proposals/{ref}/team/name", Act.HIDE_NAME, page=get_team)
def post_name(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    hidden = visit.filled(NameForm).name == "hidden"
    hide_name(visit.session, visit.me, draft, hidden=hidden)
    return Done(
        said=say("Di luar tim Anda tampil sebagai “Seorang kontributor”.")
        if hidden
        else say("Nama Anda tampil dalam tim.")
    )


@pages.write("/proposals/{ref}/team/lead", Act.OFFER_LEAD, page=get_team)
def post_lead_offer(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    form = visit.filled(OfferForm)
    then = form.after if form.heir else None
    offer_lead(visit.session, visit.me, draft, form.heir, then)
    return Done(
        said=say("Rekan Anda diminta memimpin. Anda tetap ketua sampai ia setuju.")
        if then
        else say("Penyerahan dibatalkan. Anda tetap ketua.")
    )


@pages.write("/proposals/{ref}/team/lead/answer", Act.ANSWER_OFFER, page=get_team)
def post_lead_answer(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    agrees = visit.filled(AnswerForm).answer == "agree"
    answer_offer(visit.session, visit.me, draft, agrees=agrees)
    return Done(
        said=say("Anda kini ketua tim.") if agrees else say("Ketua diberi tahu jawaban Anda.")
    )


@pages.write("/proposals/{ref}/team/lead/takeover", Act.TAKE_LEAD, page=get_team)
def post_takeover(visit: Visit, ref: str) -> Done:
    visit.filled(PlainForm)
    take_lead(visit.session, visit.me, find_draft(visit.session, visit.me, ref, hold=True))
    return Done(said=say("Anda kini ketua tim."))


@pages.write("/proposals/{ref}/team/amendment", Act.AMEND_TEAM, page=get_team)
def post_amendment(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    form = visit.filled(AmendmentForm, ignore="share-")
    amend_team(visit.session, visit.me, draft, wanted_in(visit, draft), form.reason)
    return Done(said=say("Yang bagiannya berubah diminta setuju. Sampai itu tim tetap."))


@pages.write("/proposals/{ref}/team/amendment/end", Act.AMEND_TEAM, page=get_team)
def post_amendment_end(visit: Visit, ref: str) -> Done:
    visit.filled(PlainForm)
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    take_back_amendment(visit.session, visit.me, draft)
    return Done(said=say("Perubahan dibatalkan. Tim tetap."))


@pages.write("/proposals/{ref}/team/amendment/answer", Act.ANSWER_AMENDMENT, page=get_team)
def post_amendment_answer(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    agrees = visit.filled(AnswerForm).answer == "agree"
    answer_amendment(visit.session, visit.me, draft, agrees=agrees)
    to = None if agrees or draft.standing.in_team else "/proposals"
    return Done(to=to, said=say("Jawaban Anda tercatat."))
