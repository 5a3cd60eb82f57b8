"""One cell: a principal sends one route to one state, and what answers."""

from collections.abc import Mapping

from ideas.checks import CLOSED
from ideas.web.answering import Route
from tests.matrix.asking import Answer, Asker
from tests.matrix.choosing import ALLOWED, EXPLAINED, LATE, SIGN_IN, described
from tests.matrix.worlds import World

DENIED = ("403", "404", LATE, SIGN_IN)


def observed(answer: Answer) -> str:
    if answer.status == 422 and CLOSED.text.encode() in answer.body:
        return LATE
    return SIGN_IN if answer.to.startswith("/signin?") else str(answer.status)


def fits(should: str, does: str) -> bool:
    """A form may be wrong for the moment (422, 409), once its sender was let in."""
    good = {ALLOWED: {"200", "303", "409", "422"}, EXPLAINED: {"200", "303"}}
    return does in good.get(should, {should})


def send(  # noqa: PLR0913 -- who sends what to which of the things that are there
    asker: Asker, route: Route, world: World, who: str, *, refs: Mapping[str, str], htmx: str = ""
) -> Answer:
    about = described(route)
    url = address(route, refs)
    if route.method == "GET":
        return asker.get(url, who, htmx=htmx)
    form = dict(about.form(world))
    if "competition" in form:
        form["competition"] = refs["competition"]
    return asker.post(url, who, form, about.files)


def address(route: Route, refs: Mapping[str, str]) -> str:
    about = described(route)
    parts = {name: refs[thing] for name, thing in about.at.items()}
    return route.path.format(**parts) + about.query.format(**refs)
