"""How a page is answered: one thread, one transaction, and the answer after the commit.

    @pages.read("/ballots/{step}", Act.SEE_BALLOT)
    def get_ballot(visit: Visit, step: str) -> Response: ...

    @pages.write("/ballots/{step}", Act.CAST_BALLOT, page=get_ballot)
    def post_ballot(visit: Visit, step: str) -> Done: ...

A write that raises `Invalid` is rolled back and answers with its `page` again, status 422,
errors beside the fields and everything typed still there. A write that is done answers htmx
with the block of its page, and a plain form with a redirect.

    @pages.far("GET", "/signin/{provider}", Act.SIGN_IN)
    async def get_departure(request: Request, provider: str) -> Response: ...

A far route asks somebody else on the network before it can answer. It is public, opens its own
short transactions in a thread, and checks for itself whether the request is to be believed.
"""

from collections.abc import Awaitable, Callable

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request
from fastapi.responses import Response

from ideas.acts import Act
from ideas.web.answering import Change, Far, Page, Route, answer_far, answer_read, answer_write
from ideas.web.receiving import typed_in

# How many a process answers at once: more threads would only take the processor from each other.
# What is kept while somebody works never waits behind a page that is slow.
ANSWERED, KEPT = CapacityLimiter(4), CapacityLimiter(2)


class Pages:
    """The routes of one file in pages/, each with its act."""

    def __init__(self) -> None:
        self.router = APIRouter()
        self.routes: list[Route] = []
        self.far_routes: list[Route] = []

    def read(
        self, path: str, act: Act, *, public: bool = False, fresh: bool = False
    ) -> Callable[[Page], Page]:
        """`fresh`: shown only right after one has proved who one is."""

        def add(page: Page) -> Page:
            route = Route("GET", path, act, page.__name__, public, page=page, fresh=fresh)

            async def answer(request: Request) -> Response:
                return await to_thread.run_sync(answer_read, request, route, limiter=ANSWERED)

            self._add(route, answer)
            return page

        return add

    def write(self, path: str, act: Act, *, page: Page, **kind: bool) -> Callable[[Change], Change]:
        """`kind`: public, keeps, alone, files or signed, as `Route` tells them."""

        def add(change: Change) -> Change:
            route = Route("POST", path, act, change.__name__, page=page, **kind)
            limiter = KEPT if route.keeps else ANSWERED

            async def answer(request: Request) -> Response:
                typed = await typed_in(request, files=route.files)
                try:
                    return await to_thread.run_sync(
                        answer_write, request, route, change, typed, limiter=limiter
                    )
                finally:
                    typed.close()

            self._add(route, answer)
            return change

        return add

    def far(self, method: str, path: str, act: Act) -> Callable[[Far], Far]:
        def add(page: Far) -> Far:
            route = Route(method, path, act, getattr(page, "__name__", path), public=True)

            async def answer(request: Request) -> Response:
                return await answer_far(request, page)

            self.far_routes.append(route)
            self._answer(route, answer)
            return page

        return add

    def _add(self, route: Route, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self.routes.append(route)
        self._answer(route, answer)

    def _answer(self, route: Route, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self.router.add_route(route.path, answer, methods=[route.method], name=route.name)
