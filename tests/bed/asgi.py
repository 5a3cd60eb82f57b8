"""A client that asks an app in this process, through one loop that lives as long as the process.

Starlette's own client starts a loop and a thread for each question, and crosses from one to the
other for each piece of the answer: that took as long as many an answer.
"""

import asyncio
import threading
from functools import cache
from typing import Any
from urllib.parse import unquote

import httpx2
from starlette.types import ASGIApp, Message

PORTS = {"http": 80, "https": 443}


def client(app: ASGIApp) -> httpx2.Client:
    """It follows no redirect by itself, and an exception in the app is one in the test."""
    return httpx2.Client(
        base_url="http://testserver", transport=Straight(app), headers={"User-Agent": "testclient"}
    )


class Straight(httpx2.BaseTransport):
    """No wire: the app is called, and what it sends is the answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.client = ("testclient", 50000)  # from where it asks

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        scope = scope_of(request) | {"client": self.client}
        asked = _answered(self.app, scope, request.read())
        sent = asyncio.run_coroutine_threadsafe(asked, loop()).result()
        start = next(message for message in sent if message["type"] == "http.response.start")
        body = b"".join(message.get("body", b"") for message in sent)
        return httpx2.Response(start["status"], headers=start["headers"], content=body)


async def _answered(app: ASGIApp, scope: dict[str, Any], body: bytes) -> list[Message]:
    sent: list[Message] = []
    pieces = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> Message:
        for piece in pieces:
            return piece
        return await asyncio.Future()  # nobody hangs up

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent


def scope_of(request: httpx2.Request) -> dict[str, Any]:
    url = request.url
    return {
        "type": "http", "http_version": "1.1", "method": request.method, "scheme": url.scheme,
        "path": unquote(url.path), "raw_path": url.raw_path.partition(b"?")[0], "root_path": "",
        "query_string": url.query, "state": {},
        "server": (url.host, url.port or PORTS[url.scheme]),
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
    }  # fmt: skip


@cache
def loop() -> asyncio.AbstractEventLoop:
    """In a thread of its own, since a browser under test has one in ours."""
    ready = threading.Event()
    loops: list[asyncio.AbstractEventLoop] = []

    async def live() -> None:
        loops.append(asyncio.get_running_loop())
        ready.set()
        await asyncio.Future()  # one task for all questions: its worker threads are used again

    threading.Thread(target=lambda: asyncio.run(live()), daemon=True).start()
    ready.wait()
    return loops[0]
