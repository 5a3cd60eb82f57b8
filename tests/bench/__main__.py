"""`make bench`: builds an agency, serves it, measures the pages, prints the table."""

import json
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated
from unittest.mock import patch

import typer

from tests.bed import postgres
from tests.bed.worlds import migrate
from tests.bench.asks import asks
from tests.bench.measure import Pace, measure
from tests.bench.report import Run, as_facts, as_markdown, machine
from tests.bench.serving import Servers, serving
from tests.bench.visiting import first_visit
from tests.bench.world import SEED, Size, World, build
from tests.writing.anonymity.measured import as_lines
from tests.writing.anonymity.measured import measure as find_traces

VISITS = {"the sign-in page": "/signin", "the public front": "/"}


def main(  # noqa: PLR0913 -- each is one flag
    people: int = 10_000,
    entries: int = 20_000,
    ballots: int = 200_000,
    *,
    workers: int = 2,
    rounds: int = 3,
    seconds: Annotated[float, typer.Option(help="how long to ask for each page in a round")] = 3.0,
    connections: int = 8,
    growth: Annotated[bool, typer.Option(help="measure a tenth of the size too")] = True,
    only: Annotated[str, typer.Option(help="pages whose name has this word")] = "",
    out: Annotated[Path, typer.Option(help="a folder for the table and the numbers")] = Path(
        "var/bench"
    ),
) -> None:
    """Measure how fast the pages are, beside the same server's constant 10 kB page."""
    size, pace = Size(people, entries, ballots), Pace(rounds, seconds, connections)
    with (
        tempfile.TemporaryDirectory() as folder,
        _on_disk(),
        postgres.running(Path(folder)) as server,
    ):
        runs = [_run(server, s, pace, workers, only) for s in (size.tenth(), size)[not growth :]]
    full, tenth = runs[-1], runs[0] if growth else None
    table = as_markdown(full, tenth, pace, machine())
    table += "\n" + "\n".join(as_lines(find_traces(SEED))) + "\n"
    out.mkdir(parents=True, exist_ok=True)
    (out / "table.md").write_text(table)
    (out / "numbers.json").write_text(json.dumps([as_facts(run) for run in runs], indent=1))
    typer.echo(table)


@contextmanager
def _on_disk() -> Iterator[None]:
    """A database in memory would make every write look cheaper than it is."""
    with patch.object(postgres, "MEMORY", Path("/nowhere")):
        yield


def _run(server: postgres.Postgres, size: Size, pace: Pace, workers: int, only: str) -> Run:
    with server.fresh_database(migrate) as url:
        _say(f"loading {size.people} people, {size.entries} entries, {size.ballots} ballots")
        world = build(url, size)
        postmaster = int((server.home / "data" / "postmaster.pid").read_text().split()[0])
        with serving({"IDEAS_DATABASE": url}, postmaster, workers) as servers:
            return _measured(servers, world, size, pace, only)


def _measured(servers: Servers, world: World, size: Size, pace: Pace, only: str) -> Run:
    chance = random.Random(SEED)
    chosen = [ask for ask in asks(world, chance) if only in ask.name]
    pages = measure(servers, chosen, pace, _say)
    visits = {name: first_visit(servers.ports[0], path) for name, path in VISITS.items()}
    return Run(size, pages, visits)


def _say(text: str) -> None:
    typer.echo(text, err=True)


if __name__ == "__main__":
    bench = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    bench.command()(main)
    bench()
