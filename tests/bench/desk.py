"""Sixty judges saving marks at once: how long each waits for the answer.

    python -m tests.bench.desk --judges 60 --rounds 20

`at once`: everybody presses in the same instant, every two seconds. `evenly`: everybody presses
once a second, each at a moment of their own, as sixty practised judges do at their busiest.
"""

import asyncio
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

import typer
import uvloop

from ideas import given
from ideas.settings import settings
from ideas.stages import StepKind
from ideas.standing import Role
from tests.bed import postgres
from tests.bed.worlds import migrate
from tests.bench.__main__ import _on_disk
from tests.bench.asks import post
from tests.bench.load import END, HOST, LENGTH, STATEMENTS, number_after
from tests.bench.serving import serving
from tests.browsing import sign_in
from tests.factories import Make

LIMIT = 150  # milliseconds, for 95 of 100
SHEETS = 20
MARKS = [("mark-dampak", "4"), ("mark-baru", "3"), ("note", ""), ("note_team", "Angkanya jelas.")]
PACES = {"at once": (2.0, 0.0), "evenly": (1.0, 1.0)}


def saves(judges: int) -> list[bytes]:
    """One save of each judge's first sheet of twenty, as the page sends it along the way."""
    make = Make()
    competition = make.competition(at=StepKind.PANEL)
    entries = [
        make.entry(make.person(f"Ketua {n}"), competition, at=StepKind.PANEL) for n in range(SHEETS)
    ]
    requests = []
    for n in range(judges):
        judge, secret = make.with_role(f"Juri {n}", Role.JUDGE, competition), given.new_secret()
        sign_in(judge, secret)
        sheets = [make.assignment(entry, judge, place=p) for p, entry in enumerate(entries, 1)]
        fields = [*MARKS, ("version", "0")]
        requests.append(post(f"/reviews/{sheets[0].ref}", secret, fields, block="totals"))
    return requests


@dataclass(frozen=True)
class Pace:
    """When a judge presses: first, then every so many seconds, so often."""

    begin: float
    every: float
    rounds: int

    def moments(self) -> Iterator[float]:
        return (self.begin + turn * self.every for turn in range(self.rounds))


async def _judge(port: int, request: bytes, pace: Pace, told: list[tuple[float, int]]) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    for moment in pace.moments():
        await asyncio.sleep(moment - time.perf_counter())
        sent = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(END)
        await reader.readexactly(number_after(head, LENGTH))
        if not head.startswith(b"HTTP/1.1 200"):
            raise ValueError(head[:200])
        told.append((1000 * (time.perf_counter() - sent), number_after(head, STATEMENTS)))
    writer.close()


async def _all(
    ports: Sequence[int], requests: Sequence[bytes], pace: str, rounds: int
) -> list[tuple[float, int]]:
    told: list[tuple[float, int]] = []
    every, spread = PACES[pace]
    soon = time.perf_counter() + 1
    judges = (
        _judge(port, request, Pace(soon + spread * n / len(requests), every, rounds), told)
        for n, (port, request) in enumerate(zip(cycle(ports), requests, strict=False))
    )
    await asyncio.gather(*judges)
    return told


def main(judges: int = 60, rounds: int = 20, workers: int = 2) -> None:
    with (
        TemporaryDirectory() as folder,
        _on_disk(),
        postgres.running(Path(folder)) as server,
        server.fresh_database(migrate) as url,
    ):
        os.environ["IDEAS_DATABASE"] = url
        settings.cache_clear()
        requests = saves(judges)
        note = (server.home / "data" / "postmaster.pid").read_text()
        with serving({"IDEAS_DATABASE": url}, int(note.split()[0]), workers) as servers:
            for pace in ("at once", *PACES):  # the first one warms up
                before = servers.spent()
                told = uvloop.run(_all(servers.ports, requests, pace, rounds))
                spent = servers.spent().since(before)
                _tell(pace, told, 1000 * (spent.app + spent.database) / len(told))


def _tell(pace: str, told: Sequence[tuple[float, int]], cpu: float) -> None:
    marks = quantiles([took for took, _ in told], n=100)
    statements = sorted({count for _, count in told})
    met = "met" if marks[94] <= LIMIT else "not met"
    typer.echo(
        f"{pace}: {len(told)} saves, {statements} statements, {cpu:.1f} ms CPU each, "
        f"p50 {marks[49]:.0f} ms, p95 {marks[94]:.0f} ms (limit {LIMIT}: {met}), "
        f"p99 {marks[98]:.0f} ms"
    )


if __name__ == "__main__":
    typer.run(main)
