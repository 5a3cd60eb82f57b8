"""Asking an identity provider: a short wait, a small answer, no detours."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2

from ideas.outside.doubts import Doubt, Doubtful

SECONDS = 8.0
MOST_BYTES = 256 << 10
OK = 200
PLAIN = {"Accept": "application/json", "Accept-Encoding": "identity"}


class Small(httpx2.AsyncByteStream):
    """A body that stops when it grows too large."""

    def __init__(self, body: httpx2.AsyncByteStream) -> None:
        self.body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for part in self.body:
            size += len(part)
            if size > MOST_BYTES:
                raise Doubtful(Doubt.ANSWER)
            yield part

    async def aclose(self) -> None:
        await self.body.aclose()


class Narrow(httpx2.AsyncHTTPTransport):
    """The way out: what comes back is small and not packed."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        request.headers["Accept-Encoding"] = "identity"
        answer = await super().handle_async_request(request)
        if answer.headers.get("content-encoding", "identity") != "identity":
            await answer.aclose()
            raise Doubtful(Doubt.ANSWER)
        if isinstance(answer.stream, httpx2.AsyncByteStream):
            answer.stream = Small(answer.stream)
        return answer


def narrow() -> dict[str, Any]:
    """How every client of ours is made."""
    return {"transport": Narrow(), "timeout": SECONDS, "follow_redirects": False}


@contextmanager
def doubted() -> Iterator[None]:
    """Whatever goes wrong on the way there becomes a doubt that tells nothing of our insides."""
    try:
        yield
    except (httpx2.TransportError, TimeoutError) as error:
        raise Doubtful(Doubt.UNREACHABLE) from error
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise Doubtful(Doubt.ANSWER) from error


def in_time() -> asyncio.Timeout:
    """The whole conversation, not only each silence in it, ends after some seconds."""
    return asyncio.timeout(SECONDS)


async def document(url: str, token: str = "") -> dict[str, Any]:
    """A JSON object from there, or a doubt."""
    headers = PLAIN | ({"Authorization": f"Bearer {token}"} if token else {})
    async with httpx2.AsyncClient(**narrow()) as client:
        answer = await client.get(url, headers=headers)
    if answer.status_code >= 500:  # noqa: PLR2004 -- any server error
        raise Doubtful(Doubt.UNREACHABLE)
    told = json.loads(answer.content) if answer.status_code == OK else None
    if not isinstance(told, dict):
        raise Doubtful(Doubt.ANSWER)
    return told
