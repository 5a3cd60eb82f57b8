"""Finding the route of a path among hundreds by looking at a few."""

from collections import defaultdict
from collections.abc import Iterable

from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

CHOSEN = "wadah.route"


class ByFirstWord(BaseRoute):
    """Many routes as one: only those that begin with the same word as the path are asked."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self.routes = list(routes)
        self.beginning: defaultdict[str, list[Route]] = defaultdict(list)
        for route in self.routes:
            if (word := _first_word(route.path)).startswith("{"):
                raise ValueError(f"{route.path} begins with no word of its own")
            self.beginning[word].append(route)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As a router would: the first that fits wholly, else the first of another method."""
        partly: tuple[Match, Scope] = (Match.NONE, {})
        if scope["type"] != "http":
            return partly
        for route in self.beginning.get(_first_word(scope["path"]), ()):
            match, found = route.matches(scope)
            if match is Match.FULL:
                return match, {**found, CHOSEN: route}
            if match is Match.PARTIAL and partly[0] is Match.NONE:
                partly = match, {**found, CHOSEN: route}
        return partly

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope[CHOSEN].handle(scope, receive, send)


def _first_word(path: str) -> str:
    return path.split("/", 2)[1] if path.startswith("/") else ""
