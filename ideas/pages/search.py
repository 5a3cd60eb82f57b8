"""Searching: what one may read, narrowed step by step; searches that are kept."""

from typing import Any, Literal

from fastapi.responses import RedirectResponse, Response

from ideas import given
from ideas.acts import Act
from ideas.discovery.search.actions import drop_search, find_search, keep_search, searches_of
from ideas.discovery.search.found import (
    better_spelling,
    category_names,
    choices_of,
    shown_of,
    unit_name,
)
from ideas.discovery.search.places import place_at
from ideas.discovery.search.queries import page_of, window_of
from ideas.discovery.search.rules import Asked, asked_from, shorter
from ideas.say import say
from ideas.web.forms import Form, PlainForm, clean
from ideas.web.render import path, show
from ideas.web.routes import Pages
from ideas.web.visit import Done, Visit

pages = Pages()


class KeepForm(Form):
    """`query` is the address of the search that is kept."""

    name: str = ""
    query: str = ""
    tells: Literal["", "on"] = ""


@pages.read("/search", Act.SEARCH)
def get_search(visit: Visit) -> Response:
    asked = asked_from(clean(visit.kept("query", visit.request.url.query)))
    kept = searches_of(visit.session, visit.me)
    found = _found(visit, asked) if asked.query.asked else {}
    return show(
        visit, "search/search.html", asked=asked, kept=kept, year=given.now().year,
        **found,
    )  # fmt: skip


@pages.write("/search/saved", Act.KEEP_SEARCH, page=get_search)
def post_search(visit: Visit) -> Done:
    form = visit.filled(KeepForm)
    kept = keep_search(visit.session, visit.me, form.name, form.query, tells=bool(form.tells))
    return Done(to=path("get_kept_search", ref=kept.ref), said=say("Pencarian tersimpan."))


@pages.read("/search/saved/{ref}", Act.SEARCH)
def get_kept_search(visit: Visit, ref: str) -> Response:
    kept = find_search(visit.session, visit.me, ref)
    return RedirectResponse(f"{path('get_search')}?{kept.query}", status_code=303)


@pages.write("/search/saved/{ref}/removal", Act.DROP_SEARCH, page=get_search)
def post_search_removal(visit: Visit, ref: str) -> Done:
    visit.filled(PlainForm)
    drop_search(visit.session, visit.me, ref)
    return Done(to=path("get_search"), said=say("Pencarian dihapus."))


def _found(visit: Visit, asked: Asked) -> dict[str, Any]:
    """What the page tells of a search; what might be meant instead, when nothing is found."""
    session, me, query = visit.session, visit.me, asked.query
    after = place_at(visit.request.query_params.get("after", ""))
    window = window_of(session, me, query)
    matches, next_ = page_of(session, me, window, after, asked.order)
    names = category_names(session, window.matches)
    nothing = not window.matches
    return {
        "lines": shown_of(session, matches, query), "next": next_, "window": window,
        "names": names, "choices": choices_of(session, window, names),
        "unit": unit_name(session, asked.unit) if asked.unit else "",
        "better": better_spelling(session, me, asked.q) if nothing and asked.q else "",
        "shorter": shorter(asked) if nothing else [],
    }  # fmt: skip
