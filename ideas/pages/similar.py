"""Who had it before: look-alikes while typing, and what a team does about each."""

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.discovery.kinship.actions import ask_to_join, relate_proposal
from ideas.discovery.kinship.lineage import relatives_of
from ideas.discovery.kinship.queries import similar_to
from ideas.discovery.kinship.rules import Way
from ideas.discovery.likeness.rules import Text
from ideas.pages.proposals import get_proposal
from ideas.permissions import refusal, require
from ideas.road.entries.drafts import find_draft
from ideas.say import say
from ideas.web.forms import Form, PlainForm
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()

LONGEST = {"title": 200, "summary": 1000}
FEWEST_LETTERS = 8


class WayForm(Form):
    other: str = Field(min_length=3, max_length=40)
    way: Way


@pages.read("/similar", Act.SEE_SIMILAR)
def get_similar(visit: Visit) -> Response:
    asked = visit.request.query_params
    title, summary = (asked.get(name, "")[:most] for name, most in LONGEST.items())
    enough = len(title) + len(summary) >= FEWEST_LETTERS
    found = similar_to(visit.session, visit.me, Text(title, summary)) if enough else []
    return show(
        visit, "similar/search.html", title=title, summary=summary, found=found, enough=enough
    )


@pages.read("/proposals/{ref}/similar", Act.SEE_DRAFTING)
def get_kin(visit: Visit, ref: str) -> Response:
    draft = find_draft(visit.session, visit.me, ref)
    require(Act.SEE_DRAFTING, draft.standing)
    text = Text(draft.row.title, draft.row.summary)
    found = similar_to(visit.session, visit.me, text, own=draft.row.id)
    taken = relatives_of(visit.session, visit.me, draft.row.id)
    done = {f"p-{one.proposal}" if one.proposal else f"i-{one.code}": one for one in taken}
    return show(
        visit, "similar/choose.html", draft=draft, found=found, taken=taken, done=done,
        refused=refusal(Act.RELATE_PROPOSAL, draft.standing),
        may_merge=refusal(Act.PROPOSE_MERGER, draft.standing) is None,
    )  # fmt: skip


@pages.write("/proposals/{ref}/similar", Act.RELATE_PROPOSAL, page=get_kin)
def post_kin(visit: Visit, ref: str) -> Done:
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    form = visit.filled(WayForm, ignore="reason-")
    reason = visit.typed.text(f"reason-{form.other}").strip()
    relate_proposal(visit.session, visit.me, draft, form.other, form.way, reason)
    return Done(said=say("Tercatat. Penilai administrasi akan melihatnya."))


@pages.write("/proposals/{ref}/approach", Act.ASK_TO_JOIN, page=get_proposal)
def post_approach(visit: Visit, ref: str) -> Done:
    visit.filled(PlainForm)
    draft = find_draft(visit.session, visit.me, ref, hold=True)
    ask_to_join(visit.session, visit.me, draft)
    return Done(said=say("Ketua tim sudah diberi tahu. Ia yang mengundang Anda."))
