"""Voting: one secret paper per person, to be replaced until the close."""

from fastapi.responses import Response

from ideas.acts import Act
from ideas.failures import Invalid
from ideas.permissions import require, require_visible
from ideas.road.ballots.actions import cast_ballot
from ideas.road.ballots.paper import Marked, find_paper
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, competition_of_step, standing_in
from ideas.stages import StepKind
from ideas.web.forms import Form
from ideas.web.render import show
from ideas.web.routes import Pages
from ideas.web.visit import Again, Done, Visit

pages = Pages()


class BallotForm(Form):
    """`leaf` is the one that was filled in, `turn` the one to go on with; none when casting."""

    entry: tuple[str, ...] = ()
    leaf: int = 1
    turn: int | None = None


@pages.read("/ballots/{step}", Act.SEE_BALLOT)
def get_ballot(visit: Visit, step: str) -> Response:
    scoped, row = _ballot(visit, step)
    paper = find_paper(visit.session, visit.me, scoped, row, _marked(visit))
    return show(visit, "ballots/paper.html", paper=paper)


@pages.write("/ballots/{step}", Act.CAST_BALLOT, page=get_ballot)
def post_ballot(visit: Visit, step: str) -> Done:
    form = visit.filled(BallotForm)
    scoped, row = _ballot(visit, step)
    if form.turn is not None:
        require(Act.CAST_BALLOT, standing_in(visit.me, scoped, row))
        raise Again
    cast_ballot(visit.session, visit.me, scoped, row, form.entry)
    return Done()


def _marked(visit: Visit) -> Marked:
    """What a paper that was not cast yet has on it. Once it is in, it comes back blank."""
    try:
        form = visit.filled(BallotForm)
    except Invalid:
        return Marked(visit.typed.texts("entry"))
    return Marked(form.entry, form.leaf if form.turn is None else form.turn)


def _ballot(visit: Visit, ref: str) -> tuple[Scoped, Step]:
    """Who may not see a ballot does not find it, whatever they send."""
    scoped, step = competition_of_step(visit.session, visit.me, ref, StepKind.BALLOT)
    require_visible(Act.SEE_BALLOT, standing_in(visit.me, scoped, step))
    return scoped, step
