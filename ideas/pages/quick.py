"""A quick idea on a phone, one's own or a colleague's; and the colleague's answer."""

from typing import Literal

from fastapi.responses import Response

from ideas.acts import Act
from ideas.failures import Invalid, Missing
from ideas.pages.proposals import find_call, get_proposal
from ideas.permissions import require
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, standing_in
from ideas.road.entries.drafts import find_draft
from ideas.say import say
from ideas.staff.people.finding import Somebody, find_people, somebody
from ideas.staff.roles.visitors import visitor_of
from ideas.web.forms import Form
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit
from ideas.writing.drafting.queries import noted_for_others
from ideas.writing.drafting.quick import confirm_idea, disown_idea, jot_for, jot_idea
from ideas.writing.drafting.rules import Jotting
from ideas.writing.proposals.queries import open_calls

pages = Pages()

FEWEST_LETTERS = 3


class QuickForm(Form):
    """`person`: whose idea it is, when it is not one's own."""

    competition: str = ""
    problem: str = ""
    idea: str = ""
    title: str = ""
    person: str = ""
    behalf: str = ""
    q: str = ""


class AnswerForm(Form):
    answer: Literal["mine", "not"]


@pages.read("/proposals/quick", Act.WRITE_PROPOSAL)
def get_quick(visit: Visit) -> Response:
    calls = open_calls(visit.session, visit.me)
    chosen = _kept(visit, "competition") or (calls[0].ref if len(calls) == 1 else "")
    if chosen and chosen not in {call.ref for call in calls}:
        require(Act.WRITE_PROPOSAL, standing_in(visit.me, *find_call(visit, chosen)))
    q, whose = _kept(visit, "q").strip(), _whose(visit)
    found = find_people(visit.session, q) if len(q) >= FEWEST_LETTERS else []
    return show(
        visit, "drafting/quick.html", calls=calls, chosen=chosen, whose=whose, q=q,
        behalf=bool(_kept(visit, "behalf")), fewest=FEWEST_LETTERS,
        found=[one for one in found if one.id != visit.me.id],
        noted=noted_for_others(visit.session, visit.me),
    )  # fmt: skip


@pages.write("/proposals/quick", Act.WRITE_PROPOSAL, page=get_quick)
def post_quick(visit: Visit) -> Done:
    form = visit.filled(QuickForm)
    scoped, call = _call(visit, form.competition)
    require(Act.WRITE_PROPOSAL, standing_in(visit.me, scoped, call))
    jotting = Jotting(form.problem, form.idea, form.title)
    if form.person and (whose := _asked(visit, form.person)).id != visit.me.id:
        owner = visitor_of(visit.session, whose.id)
        jot_for(visit.session, visit.me, owner, scoped, call, jotting)
        said = say("Tersimpan. {name} kami minta mengakui gagasannya.", name=whose.name)
        return Done(to=path("get_quick"), said=said)
    proposal = jot_idea(visit.session, visit.me, scoped, call, jotting)
    return Done(
        to=path("get_edit", ref=proposal.ref),
        said=say("Gagasan tersimpan. Lengkapi kapan saja sampai {when}.", when=call.closes_at),
    )


@pages.write("/proposals/{ref}/confirmation", Act.CONFIRM_IDEA, page=get_proposal)
def post_confirmation(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    if visit.filled(AnswerForm).answer == "mine":
        confirm_idea(visit.session, visit.me, draft)
        return Done(
            to=path("get_proposal", ref=ref), said=say("Terima kasih. Gagasan ini kini milik Anda.")
        )
    disown_idea(visit.session, visit.me, draft)
    return Done(to="/proposals", said=say("Baik. Tulisan itu sudah kami hapus."))


def _kept(visit: Visit, name: str) -> str:
    return str(visit.kept(name, visit.request.query_params.get(name, "")))


def _call(visit: Visit, ref: str) -> tuple[Scoped, Step]:
    if not ref:
        raise Invalid({"competition": say("Pilih kompetisinya dahulu.")})
    return find_call(visit, ref)


def _whose(visit: Visit) -> Somebody | None:
    ref = _kept(visit, "person")
    return somebody(visit.session, ref) if ref else None


def _asked(visit: Visit, ref: str) -> Somebody:
    try:
        return somebody(visit.session, ref)
    except Missing:
        raise Invalid({"person": say("Pilih satu orang dari hasil pencarian.")}) from None
