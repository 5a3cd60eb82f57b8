"""Requests as bytes, sent alone or many in the same instant, over a real connection.

sari = Caller(person)
answers = burst(port, [sari.form("/ballots/…", {"entry": refs}) for _ in range(200)])
"""

import asyncio
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from ideas.staff.people.models import Person
from ideas.web import keys
from tests.bed.serving import HOST
from tests.browsing import Browser

PATIENCE = 90.0
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: str

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


class Caller:
    """A browser signed in as somebody, reduced to the bytes it sends."""

    def __init__(self, person: Person) -> None:
        self.secret = Browser(person).secret

    def once(self) -> str:
        return keys.once_key(self.secret)

    def form(self, path: str, fields: Mapping[str, Any], *, once: str = "") -> bytes:
        """A form as its page would send it; without `once`, from a page of its own."""
        control = {"token": keys.form_token(self.secret), "once": once or self.once()}
        body = urlencode({**control, **fields}, doseq=True).encode()
        return self.request("POST", path, body, {"Content-Type": FORM})

    def page(self, path: str) -> bytes:
        return self.request("GET", path)

    def request(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> bytes:
        lines = {
            "Host": HOST, "Connection": "close", "Cookie": f"wadah={self.secret}",
            "Sec-Fetch-Site": "same-origin", "Content-Length": str(len(body)), **(headers or {}),
        }  # fmt: skip
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body


def send(port: int, request: bytes) -> Answer:
    """Send one request. A server that dies meanwhile is a ConnectionError: nobody knows then."""
    with socket.create_connection((HOST, port), PATIENCE) as connection:
        connection.sendall(request)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    return read(answer)


def read(answer: bytes) -> Answer:
    head, end, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = [line.partition(": ") for line in lines]
    headers = {name.lower(): value for name, _, value in pairs}
    if not end or len(body) < int(headers.get("content-length", 0)):
        raise ConnectionError("the connection closed before the answer was there")
    return Answer(int(first.split(" ")[1]), headers, body.decode())


def burst(port: int, requests: Sequence[bytes]) -> list[Answer]:
    """All of them in one instant: each is sent but for its last byte, then the last bytes."""
    return asyncio.run(_burst(port, requests))


async def _burst(port: int, requests: Sequence[bytes]) -> list[Answer]:
    ready = asyncio.Event()
    here = [asyncio.Event() for _ in requests]

    async def one(request: bytes, arrived: asyncio.Event) -> Answer:
        reader, writer = await asyncio.open_connection(HOST, port)
        writer.write(request[:-1])
        await writer.drain()
        arrived.set()
        await ready.wait()
        writer.write(request[-1:])
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return read(answer)

    calls = [asyncio.create_task(one(*call)) for call in zip(requests, here, strict=True)]
    await asyncio.wait_for(asyncio.gather(*(arrived.wait() for arrived in here)), PATIENCE)
    ready.set()
    return await asyncio.wait_for(asyncio.gather(*calls), PATIENCE)
