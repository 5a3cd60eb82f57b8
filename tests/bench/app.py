"""The product's own app, and two things to measure it by: a constant page, and a count.

Every answer tells how many SQL statements it took, in a header that is added outside everything
else, for the constant page as for all others.
"""

from contextvars import ContextVar

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import Engine, event
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ideas.app import build_app
from tests.bench.load import HEADER
from tests.bench.texts import sentences

CONSTANT = 10_240

asked: ContextVar[list[int]] = ContextVar("asked")


class Counted:
    """Adds the number of statements to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        count = [0]  # a list, so that the thread which asks the database can reach it
        asked.set(count)

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = str(count[0])
            await send(message)

        await self.app(scope, receive, send_counted)


def count_statement(*_facts: object) -> None:
    if count := asked.get(None):
        count[0] += 1


def build() -> FastAPI:
    app = build_app()
    page = constant_page()

    async def constant() -> Response:
        return HTMLResponse(page)

    app.add_api_route("/constant", constant, response_model=None)
    app.add_middleware(Counted)
    event.listen(Engine, "before_cursor_execute", count_statement)
    return app


def constant_page() -> str:
    """Words as people write them, so that it compresses as a page does."""
    words = "<!doctype html><title>10 kB</title><p>" + "</p><p>".join(sentences())
    return words.encode()[:CONSTANT].decode(errors="ignore")
