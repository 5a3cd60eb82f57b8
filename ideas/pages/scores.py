"""What a panel's marks say: to its chair and auditor, and to each judge about himself."""

from fastapi.responses import Response

from ideas.acts import Act
from ideas.deciding.soundness.actions import call_judges
from ideas.deciding.soundness.card import cards_of
from ideas.deciding.soundness.queries import locked_rows
from ideas.deciding.soundness.report import soundness_of
from ideas.judging.scoring.reading import score_table
from ideas.judging.visits.queries import reported_in
from ideas.leaves import leaf_of, number_in
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, competition_of_step
from ideas.road.entries.queries import opens_by_name
from ideas.say import say
from ideas.stages import StepKind
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.sending import table
from ideas.web.visit import Done, Visit

pages = Pages()

LEAF = 50


@pages.read("/panels/{step}/scores", Act.SEE_SCORES)
def get_scores(visit: Visit, step: str) -> Response:
    scoped, row = _panel(visit, step)
    found = soundness_of(visit.session, visit.me, scoped, row)
    visited = reported_in(visit.session, visit.me, scoped)
    leaf = leaf_of(found.lines, number_in(visit.request.query_params.get("leaf", "")), LEAF)
    opens = opens_by_name(visit.me, scoped, row)
    return show(visit, "scores/show.html", found=found, leaf=leaf, visited=visited, opens=opens)


@pages.write("/panels/{step}/scores", Act.CALL_JUDGE, page=get_scores)
def post_scores(visit: Visit, step: str) -> Done:
    new = call_judges(visit.session, visit.me, *_panel(visit, step))
    return Done(
        said=say("{new} juri dipanggil. Mereka tidak melihat nilai yang sudah ada.", new=new)
    )


@pages.read("/panels/{step}/scores.csv", Act.SEE_SCORES)
def get_scores_csv(visit: Visit, step: str) -> Response:
    """What `ideas calibrate` and `ideas agreement` read: the marks that the page was made of."""
    rows = locked_rows(visit.session, visit.me, *_panel(visit, step))
    return table(score_table(rows), f"nilai-{step}.csv")


@pages.read("/reviews/card", Act.SEE_DESK)
def get_card(visit: Visit) -> Response:
    return show(visit, "scores/card.html", cards=cards_of(visit.session, visit.me))


def _panel(visit: Visit, ref: str) -> tuple[Scoped, Step]:
    return competition_of_step(visit.session, visit.me, ref, StepKind.PANEL)
