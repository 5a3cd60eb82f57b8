"""Between a request and its answer: one transaction, and the answer after the commit."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from ideas.acts import Act
from ideas.database import transaction
from ideas.failures import Invalid, Missing, Refused, Stale
from ideas.language import told
from ideas.permissions import FRESH
from ideas.say import say
from ideas.web import keys, saying
from ideas.web.failing import answer_failure, known, takes_again
from ideas.web.forms import Typed
from ideas.web.headers import check_origin
from ideas.web.once import check_once, earlier_answer, remember
from ideas.web.receiving import check_size
from ideas.web.render import path
from ideas.web.visit import Again, Done, Flash, Visit
from ideas.web.visiting import dressed, visit_of

Page = Callable[..., Response]
Change = Callable[..., Done | Response]
Far = Callable[..., Awaitable[Response]]


@dataclass(frozen=True)
class Route:
    """One route: for the golden list, the matrix and the guard.

    `public` lets strangers in. `keeps`: autosaved, told apart by its revision. `alone` opens its
    own transactions, waiting for something slow. `files` takes one large file to the disk. `page`
    answers when the form must come back. `fresh`: right after a proof only. `signed`: by us, for
    one person and one purpose, so a mail program may send it too (RFC 8058).
    """

    method: str
    path: str
    act: Act
    name: str
    public: bool = False
    keeps: bool = False
    alone: bool = False
    fresh: bool = False
    files: bool = False
    signed: bool = False
    page: Page | None = None


def _check_address(request: Request) -> None:
    """No address of ours holds a NUL, and a database cannot even look for one."""
    if "\0" in request.scope["path"] or b"%00" in request.scope["query_string"]:
        raise Missing


def answer_read(request: Request, route: Route) -> Response:
    try:
        _check_address(request)
        with transaction(writes=False) as session:
            visit = visit_of(request, session, _here(request))
            if visit.person is None and not route.public:
                return _to_signin(request)
            if route.fresh and visit.person and not visit.fresh:
                return _to_signin(request, "/signin/again")
            return dressed(visit, _page(route, visit))
    except Exception as error:  # noqa: BLE001 -- everything becomes a page
        return answer_failure(request, known(error))


async def answer_far(request: Request, page: Far) -> Response:
    """What waits for the world outside waits here, on the loop: no thread is held meanwhile."""
    try:
        _check_address(request)
        return await page(request, **request.path_params)
    except Exception as error:  # noqa: BLE001 -- everything becomes a page
        return await run_in_threadpool(answer_failure, request, known(error))


def answer_write(request: Request, route: Route, change: Change, typed: Typed) -> Response:
    try:
        return _changed(request, route, change, typed)
    except (Again, Invalid) as again:
        return _again(request, route, typed, again)
    except Exception as error:  # noqa: BLE001 -- everything becomes a page
        return answer_failure(request, known(error), typed)


def _changed(request: Request, route: Route, change: Change, typed: Typed) -> Response:
    if not route.signed:
        check_origin(request)
    _check_address(request)
    check_size(request, files=route.files)
    if route.alone:
        return _changed_alone(request, route, change, typed)
    with transaction() as session:
        visit = visit_of(request, session, _place(request, route), typed)
        _check_form(visit, route)
        counted = not (route.public or route.keeps)
        if counted and (answer := earlier_answer(visit)):
            return answer
        answer = _answer(visit, route, change(visit, **request.path_params))
        if counted:
            remember(visit, answer)
        return answer


def _changed_alone(request: Request, route: Route, change: Change, typed: Typed) -> Response:
    with transaction(writes=False) as session:
        visit = visit_of(request, session, _place(request, route), typed)
        _check_form(visit, route)
    return _answer(visit, route, change(visit, **request.path_params))


def _check_fresh(visit: Visit, route: Route) -> None:
    if route.act in FRESH and visit.person and not visit.fresh:
        raise Stale(_place(visit.request, route))


def _check_form(visit: Visit, route: Route) -> None:
    if route.signed:
        return
    if visit.person is None:
        if not route.public:
            raise Refused(say("Silakan masuk terlebih dahulu."))
    elif not keys.token_fits(visit.secret, visit.typed.text("token")):
        raise Refused(say("Formulir ini sudah kedaluwarsa. Muat ulang halaman, lalu kirim lagi."))
    elif not route.public:
        check_once(visit)
        _check_fresh(visit, route)


def _again(request: Request, route: Route, typed: Typed, why: Again | Invalid) -> Response:
    """The same page, with what was typed and its errors, after everything was rolled back."""
    try:
        with transaction(writes=False) as session:
            visit = visit_of(request, session, _place(request, route), typed)
            visit.errors, visit.status = why.errors, why.status
            answer = dressed(visit, _page(route, visit))
    except Exception as error:  # noqa: BLE001 -- everything becomes a page
        return answer_failure(request, known(error), typed)
    beside = route.keeps and "HX-Request" in request.headers  # the form itself stays as it is
    if not isinstance(why, Invalid) or beside or takes_again(answer, visit.typed):
        return answer
    return answer_failure(request, why, typed)


def _answer(visit: Visit, route: Route, done: Done | Response) -> Response:
    if isinstance(done, Response):
        return done
    htmx = visit.request.headers.get("HX-Request") == "true"
    if htmx and done.to is None:
        once = [("once", visit.hand)] if route.keeps else []
        flash = Flash(told(done.said)) if done.said else None
        return dressed(visit, _page(route, replace(visit, typed=Typed(once), flash=flash)))
    to = done.to or _place(visit.request, route)
    answer = Response(headers={"HX-Redirect": to}) if htmx else RedirectResponse(to, 303)
    if done.said:
        saying.say_after(answer, done.said)
    return answer


def _page(route: Route, visit: Visit) -> Response:
    if route.page is None:
        raise LookupError(f"{route.name} has no page")
    return route.page(visit, **visit.request.path_params)


def _place(request: Request, route: Route) -> str:
    """Where the page of a form lives."""
    return path(route.page.__name__ if route.page else route.name, **request.path_params)


def _here(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _to_signin(request: Request, door: str = "/signin") -> Response:
    to = f"{door}?next={quote(_here(request), safe='/')}"
    htmx = request.headers.get("HX-Request") == "true"
    return Response(headers={"HX-Redirect": to}) if htmx else RedirectResponse(to, 303)
