"""The panel's organisers: dividing the entries, watching the progress, seeing no mark."""

from typing import Literal

from fastapi.responses import Response
from pydantic import Field

from ideas.acts import Act
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.guarding.actions import Verdict, pin_conflict, unpin_conflict
from ideas.judging.guarding.prospects import MOST, prospects
from ideas.judging.guarding.queries import find_two
from ideas.judging.panels.actions import assign_judges
from ideas.judging.panels.overview import overview
from ideas.judging.questions.waiting import waiting_judges_questions
from ideas.judging.reopening.waiting import waiting_reopenings
from ideas.permissions import require, require_visible
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, competition_of_step, standing_in
from ideas.road.entries.queries import opens_by_name
from ideas.say import say
from ideas.staff.people.finding import find_people
from ideas.stages import StepKind
from ideas.web.forms import Form
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()


class PairForm(Form):
    judge: str = Field(max_length=9)
    entry: str = Field(max_length=9)


class VerdictForm(PairForm):
    verdict: Literal["pinned", "cleared"]
    why: str = Field(min_length=1, max_length=300)


@pages.read("/panels/{step}", Act.SEE_PANEL)
def get_panel(visit: Visit, step: str) -> Response:
    scoped, row = _panel(visit, step)
    panel = overview(visit.session, visit.me, scoped, row)
    waiting = (*waiting_reopenings(visit.session, visit.me),
               *waiting_judges_questions(visit.session, visit.me))  # fmt: skip
    asked = sum(one.count for one in waiting if one.ref == step)
    opens = opens_by_name(visit.me, scoped, row)
    return show(visit, "panels/overview.html", panel=panel, asked=asked, opens=opens)


@pages.write("/panels/{step}", Act.ASSIGN_JUDGES, page=get_panel)
def post_panel(visit: Visit, step: str) -> Done:
    scoped, row = _panel(visit, step)
    new = assign_judges(visit.session, visit.me, scoped, row)
    return Done(said=say("{new} lembar nilai dibagikan kepada para juri.", new=new))


@pages.write("/panels/{step}/verdicts", Act.PIN_CONFLICT, page=get_panel)
def post_panel_verdict(visit: Visit, step: str) -> Done:
    scoped, row = _panel(visit, step)
    require(Act.PIN_CONFLICT, standing_in(visit.me, scoped, row))
    form = visit.filled(VerdictForm)
    two = find_two(visit.session, visit.me, row, form.judge, form.entry)
    verdict = Verdict(ConflictKind(form.verdict), form.why)
    pin_conflict(visit.session, visit.me, row, two, verdict)
    return Done(said=say("Keputusan dicatat. Juri tidak diberi tahu."))


@pages.write("/panels/{step}/verdicts/removal", Act.UNPIN_CONFLICT, page=get_panel)
def post_panel_verdict_removal(visit: Visit, step: str) -> Done:
    scoped, row = _panel(visit, step)
    require(Act.UNPIN_CONFLICT, standing_in(visit.me, scoped, row))
    form = visit.filled(PairForm)
    two = find_two(visit.session, visit.me, row, form.judge, form.entry)
    unpin_conflict(visit.session, visit.me, row, two)
    return Done(said=say("Keputusan dicabut. Bagan organisasi kembali menentukan."))


@pages.read("/panels/{step}/candidates", Act.CHECK_CANDIDATES)
def get_candidates(visit: Visit, step: str) -> Response:
    scoped, row = _panel(visit, step)
    require_visible(Act.CHECK_CANDIDATES, standing_in(visit.me, scoped, row))
    asked = visit.request.query_params
    refs = list(dict.fromkeys(asked.getlist("person")))[:MOST]
    checked = prospects(visit.session, visit.me, scoped, refs)
    known, words = [one.who.ref for one in checked], asked.get("q", "")
    found = [who for who in find_people(visit.session, words) if who.ref not in known]
    return show(
        visit, "panels/candidates.html", step=row, scoped=scoped, words=words, found=found,
        prospects=checked, kept="".join(f"person={ref}&" for ref in known),
    )  # fmt: skip


def _panel(visit: Visit, ref: str) -> tuple[Scoped, Step]:
    """Who may not see a panel does not find it, whatever they send."""
    scoped, step = competition_of_step(visit.session, visit.me, ref, StepKind.PANEL)
    require_visible(Act.SEE_PANEL, standing_in(visit.me, scoped, step))
    return scoped, step
