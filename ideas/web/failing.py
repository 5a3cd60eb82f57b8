"""What a person sees when something cannot be done: a reason, a way on, and what they typed."""

import logging
import re

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from jinja2_fragments import render_block
from markupsafe import escape
from sqlalchemy.exc import IntegrityError, OperationalError
from starlette.exceptions import HTTPException

from ideas.database import transaction
from ideas.failures import Conflicting, Failure, Missing, Stale, TooLate
from ideas.language import told
from ideas.say import Sentence, say
from ideas.settings import settings
from ideas.web.entering import within
from ideas.web.forms import Typed
from ideas.web.render import environment
from ideas.web.visiting import dressed, visit_of

log = logging.getLogger("ideas")

CODED = re.compile(r"[\w.:+-]{0,40}")  # a choice, a number, a day, a code: nobody's sentence
NOT_FOUND, NOT_ALLOWED, UNPROCESSABLE = 404, 405, 422


class Unavailable(Failure):
    """The database is busy or away; nothing was changed."""

    status = 503


class Broken(Failure):
    """We made a mistake; nothing was changed."""


def answer_failure(request: Request, failure: Failure, typed: Typed | None = None) -> Response:
    """The failure page. It never tells which path was asked: hidden and missing are alike."""
    status = UNPROCESSABLE if typed and isinstance(failure, TooLate) else failure.status
    typed = typed or Typed()
    with transaction(writes=False) as session:
        visit = visit_of(request, session, "/", typed)
        context = {
            "visit": visit, "status": status, "kind": failure.status,
            "reason": told(failure.sentence), "typed": typed.told(), "back": _came_from(request),
            "again": failure.to if isinstance(failure, Stale) else None,
        }  # fmt: skip
        if request.headers.get("HX-Request") == "true" and status != UNPROCESSABLE:
            html = render_block(environment, "failure.html", "reason", context)
        else:
            html = environment.get_template("failure.html").render(context)
        answer = HTMLResponse(html, status, {"Vary": "HX-Request, HX-Target, Cookie"})
        if isinstance(failure, Unavailable):
            answer.headers["Retry-After"] = "5"
        return dressed(visit, answer)


def _came_from(request: Request) -> str | None:
    """The page of ours with the form that was sent, if its browser says so."""
    home, came = settings().address, request.headers.get("referer", "")
    if request.method != "POST" or not came.startswith(f"{home}/"):
        return None
    path = came.removeprefix(home)
    return path if within(path) == path else None


def takes_again(page: Response, typed: Typed) -> bool:
    """Whether the page has a field for all that was typed, or put together, and shows it.
    If not, as when somebody else changed things meanwhile, the failure page shows it."""
    shown = bytes(page.body).decode()
    return all(
        f'name="{name}"' in shown and (CODED.fullmatch(text) or str(escape(text)) in shown)
        for name, text in typed.written()
    )


def known(error: Exception) -> Failure:
    """Every error becomes a failure that tells nothing of our insides."""
    if isinstance(error, Failure):
        return error
    if isinstance(error, IntegrityError):
        return Conflicting(say("Ada perubahan lain yang mendahului. Muat ulang, lalu coba lagi."))
    if isinstance(error, OperationalError):
        return Unavailable(say("Wadah sedang sibuk. Tidak ada yang berubah; coba lagi sebentar."))
    log.error("a request failed", exc_info=error)
    return Broken(say("Ada yang keliru di pihak kami. Tidak ada yang berubah."))


def show_failures(app: FastAPI) -> None:
    """Failures from outside our routes: a path nobody answers, a method that is not there."""

    @app.exception_handler(HTTPException)
    def show_http(request: Request, error: HTTPException) -> Response:
        if error.status_code in (NOT_FOUND, NOT_ALLOWED):
            return answer_failure(request, Missing())
        failure = Failure(_sentence_for(error.status_code))
        failure.status = error.status_code
        return answer_failure(request, failure)


def _sentence_for(status: int) -> Sentence:
    return say("Permintaan ini tidak dapat dibaca ({status}).", status=status)
