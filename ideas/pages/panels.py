"""The panel's organisers: dividing the entries, watching the progress, seeing no mark."""

from fastapi.responses import Response

from ideas.acts import Act
from ideas.competitions.models import Step
from ideas.competitions.queries import Scoped, competition_of_step, standing_in
from ideas.panels.actions import assign_judges
from ideas.panels.overview import overview
from ideas.permissions import require_visible
from ideas.say import say
from ideas.stages import StepKind
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()


@pages.read("/panels/{step}", Act.SEE_PANEL)
def get_panel(visit: Visit, step: str) -> Response:
    scoped, row = _panel(visit, step)
    panel = overview(visit.session, visit.me, scoped, row)
    return show(visit, "panels/overview.html", panel=panel)


@pages.write("/panels/{step}", Act.ASSIGN_JUDGES, page=get_panel)
def post_panel(visit: Visit, step: str) -> Done:
    scoped, row = _panel(visit, step)
    new = assign_judges(visit.session, visit.me, scoped, row)
    return Done(said=say("{new} lembar nilai dibagikan kepada para juri.", new=new))


def _panel(visit: Visit, ref: str) -> tuple[Scoped, Step]:
    """Who may not see a panel does not find it, whatever they send."""
    scoped, step = competition_of_step(visit.session, visit.me, ref, StepKind.PANEL)
    require_visible(Act.SEE_PANEL, standing_in(visit.me, scoped, step))
    return scoped, step
