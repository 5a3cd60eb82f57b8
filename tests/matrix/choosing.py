"""Which cells are asked: everybody where the table says something new, else those to watch."""

import os
from functools import cache, lru_cache

from ideas.checks import CLOSED
from ideas.pages import PAGES
from ideas.permissions import refusal
from ideas.web.answering import Route
from tests.matrix.described import ANYBODY, ROUTES, Described
from tests.matrix.people import NAMES, PRINCIPALS, Principal
from tests.matrix.states import STATES, About, State, standing

ALL = [route for pages in PAGES for route in pages.routes]
ALLOWED, SIGN_IN, EXPLAINED, LATE = "allowed", "sign in", "explained", "late"
LONELY = (About.NOTHING, About.PLANNING)
# What the office keeps does not know where a competition stands.
APART = (About.OFFICE, About.GRANT, About.OWN_DATA, About.DECIDED, About.QUEUE)
ONE_STATE = "call"  # where routes that are about nothing are asked
IN_TURN = 3  # people are asked in turn in each state where nothing is new
FEW = 6
EVERYBODY = os.environ.get("WADAH_MATRIX") == "full"


def described(route: Route) -> Described:
    assert route.name in ROUTES, (
        f"{route.method} {route.path} ({route.name}) has no line in tests/matrix/described.py: "
        "say what it is about, what must be visible for it, and which form it takes"
    )
    return ROUTES[route.name]


def expected(route: Route, who: Principal, state: State) -> str:
    """What the permission table says, from the principal's description alone."""
    about = described(route)
    if not who.signed_in and not route.public:
        return SIGN_IN if route.method == "GET" else "403"
    hidden = any(refusal(act, standing(who, state, thing)) for thing, act in about.sees)
    if hidden or (about.only is not ANYBODY and not who.roles & about.only):
        return "404"
    why = refusal(route.act, standing(who, state, about.about))
    if about.close and who.team and (about.close == "404" or why is None):
        return about.close
    if why is None:
        return ALLOWED
    if about.explains:
        return EXPLAINED
    return LATE if why == CLOSED and route.method == "POST" else "403"


@cache
def routes_in(state: State) -> tuple[Route, ...]:
    """Every route whose things are there in this state."""
    return tuple(route for route in ALL if is_there(described(route), state))


def is_there(about: Described, state: State) -> bool:
    alone = about.about in APART or (not about.at and about.about in LONELY)
    return set(about.at.values()) <= state.has and (not alone or state.name == ONE_STATE)


def rows_of(route: Route) -> dict[str, tuple[str, ...]]:
    """What the table says of everybody, state by state."""
    here = [state for state in STATES if route in routes_in(state)]
    return {state.name: tuple(expected(route, who, state) for who in PRINCIPALS) for state in here}


rows = lru_cache(lambda name: rows_of(next(route for route in ALL if route.name == name)))


def is_news(route: Route, state: State) -> bool:
    """No earlier state has the same answers of this route for everybody."""
    known = rows(route.name)
    earlier = list(known)[: list(known).index(state.name)]
    return EVERYBODY or all(known[name] != known[state.name] for name in earlier)


def askers(route: Route, state: State) -> tuple[Principal, ...]:
    if is_news(route, state):
        return PRINCIPALS
    watched = ever_let_in(route.name)
    place = (STATES.index(state) + len(route.name)) * IN_TURN
    turn = {NAMES[(place + n) % len(NAMES)] for n in range(IN_TURN)}
    chosen = turn | (watched if len(watched) <= FEW else set())
    return tuple(who for who in PRINCIPALS if who.name in chosen)


def ever_let_in(name: str) -> set[str]:
    """Those few whom the table lets do it in some state are watched in all the others."""
    pairs = [pair for row in rows(name).values() for pair in zip(NAMES, row, strict=True)]
    return {who for who, what in pairs if what == ALLOWED}
