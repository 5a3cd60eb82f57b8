"""Asks a server over and over, from a process of its own, and notes how long each answer took.

A connection sends its next request when the last one is answered. Requests come as bytes made
beforehand, and of an answer only the head is read: asking must cost far less than answering.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import cast

import uvloop

HOST = "127.0.0.1"
HEADER = "x-bench"  # how many SQL statements an answer took, see app.py
END, LENGTH, STATEMENTS = b"\r\n\r\n", b"\r\ncontent-length:", f"\r\n{HEADER}:".encode()
SLACK = 30.0


@dataclass(frozen=True)
class Job:
    """What to ask: one list of requests per connection, for so long, again and again or once.

    The connections are shared out evenly among the ports.
    """

    ports: Sequence[int]
    requests: Sequence[Sequence[bytes]]
    seconds: float
    expected: int = 200
    again: bool = True


@dataclass
class Taken:
    """What came of it. `took` in seconds, one for each answer."""

    seconds: float = 0.0
    took: list[float] = field(default_factory=list)
    statements: Counter[int] = field(default_factory=Counter)
    wire: int = 0
    wrong: list[bytes] = field(default_factory=list)


class Connection(asyncio.Protocol):
    """One keep-alive connection; `done` is set when nothing is left to ask or time is up."""

    def __init__(self, job: Job, requests: Sequence[bytes], taken: Taken) -> None:
        self.job, self.taken = job, taken
        self.requests: Iterator[bytes] = cycle(requests) if job.again else iter(requests)
        self.until = time.perf_counter() + job.seconds
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.sent, self.buffer, self.whole = 0.0, b"", 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.WriteTransport, transport)  # uvloop's are not its children
        self._ask()

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not self.whole and END in self.buffer:
            self.whole = self.buffer.index(END) + len(END) + number_after(self.buffer, LENGTH)
        if self.whole and len(self.buffer) >= self.whole:
            self._note(time.perf_counter() - self.sent)
            self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the server hung up"))

    def _ask(self) -> None:
        request = next(self.requests, b"") if time.perf_counter() < self.until else b""
        if not request:
            self.done.set_result(None)
            self.transport.close()
            return
        self.buffer, self.whole, self.sent = b"", 0, time.perf_counter()
        self.transport.write(request)

    def _note(self, took: float) -> None:
        self.taken.took.append(took)
        self.taken.statements[number_after(self.buffer, STATEMENTS)] += 1
        self.taken.wire += self.whole
        if int(self.buffer[9:12]) != self.job.expected:
            self.taken.wrong.append(self.buffer)


def number_after(head: bytes, name: bytes) -> int:
    """The value of a header that tells a number."""
    start = head.index(name) + len(name)
    return int(head[start : head.index(b"\r\n", start)])


def ask(job: Job) -> Taken:
    """Do the job. It ends by itself, whatever the server does."""
    return uvloop.run(asyncio.wait_for(_ask(job), job.seconds + SLACK))


async def _ask(job: Job) -> Taken:
    taken, began = Taken(), time.perf_counter()
    connections = [
        await _connect(port, job, requests, taken)
        for port, requests in zip(cycle(job.ports), job.requests, strict=False)
    ]
    await asyncio.gather(*(connection.done for connection in connections))
    taken.seconds = time.perf_counter() - began
    return taken


async def _connect(port: int, job: Job, requests: Sequence[bytes], taken: Taken) -> Connection:
    loop = asyncio.get_running_loop()
    _, connection = await loop.create_connection(
        lambda: Connection(job, requests, taken), HOST, port
    )
    return connection
