"""The command line: python -m ideas serve | work | demo | migrate | routes | check | log."""

import signal
from datetime import timedelta
from threading import Event
from typing import Annotated

import typer
import uvicorn

from ideas import given
from ideas.assigned import draw
from ideas.commands import appoint, people
from ideas.recount import agree, calibrate, mix, rank
from ideas.settings import settings
from ideas.similar import innovations, similar

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Wadah: ruang gagasan ASN.")
log = typer.Typer(no_args_is_help=True, help="The log of what happened.")
app.add_typer(log, name="log")
app.add_typer(people, name="people")
app.add_typer(innovations, name="innovations")
app.command()(appoint)
app.command()(similar)
app.command("assign")(draw)
app.command()(calibrate)
app.command("agreement")(agree)
app.command()(rank)
app.command()(mix)
Port = Annotated[int, typer.Option(help="Where to listen.")]


@app.command()
def serve(
    port: Port = 8000,
    host: Annotated[str, typer.Option(help="On which address.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, help="How many processes.")] = 1,
) -> None:
    """Answer pages. Behind a proxy that speaks TLS in earnest."""
    uvicorn.run(
        "ideas.app:lasting_app", factory=True, host=host, port=port, workers=workers,
        server_header=False, log_level="warning", proxy_headers=False,
    )  # fmt: skip


@app.command()
def work(
    once: Annotated[bool, typer.Option("--once", help="Do what is due now, then stop.")] = False,
) -> None:
    """Do the jobs: turn the roads, release results, issue certificates, post letters."""
    from ideas.jobs import worker  # noqa: PLC0415 -- typesetting and solvers load slowly

    given.set_world(shift=timedelta(seconds=settings().clock_shift))
    if once:
        print(f"{worker.work_once()} jobs done")
        return
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    worker.work_until(stop)


@app.command()
def demo(
    port: Port = 8000,
    days: Annotated[int, typer.Option(help="Move the demo's clock on by this many days.")] = 0,
) -> None:
    """Build the demo year if it is not there, then serve it."""
    from ideas.demo.running import run  # noqa: PLC0415 -- only the demo needs it

    run(port, print, days)


@app.command()
def migrate() -> None:
    """Bring the database to the newest shape."""
    from ideas.schema import upgrade  # noqa: PLC0415 -- only this command needs it

    upgrade()


@app.command()
def routes() -> None:
    """Every route: method, path, the act it is, its name."""
    from ideas.pages import PAGES  # noqa: PLC0415 -- loads every page

    for route in (r for pages in PAGES for r in (*pages.routes, *pages.far_routes)):
        act = "PUBLIC" if route.public else route.act
        print(f"{route.method:4} {route.path:48} {act:24} {route.name}")


@app.command()
def check() -> None:
    """Whether every text has its translation."""
    from ideas.language.check import complaints  # noqa: PLC0415 -- only this command needs it

    if found := complaints():
        print("\n".join(found))
        raise typer.Exit(1)
    print("catalogue: complete")


@log.command()
def verify(
    head: Annotated[str, typer.Option(help="A head that was kept elsewhere, PLACE:CHAIN.")] = "",
) -> None:
    """Recompute every leaf of the log, and say whether any was changed, moved, added or lost."""
    from ideas.database import transaction  # noqa: PLC0415 -- only this command needs it
    from ideas.history.verifying import verify_log  # noqa: PLC0415 -- likewise

    with transaction(writes=False) as session:
        found = verify_log(session, head)
    print(f"leaves {found.leaves}, erased {found.erased}, waiting {found.waiting}")
    print(f"head {found.head}")
    if found.wrong:
        print("\n".join(found.wrong))
        raise typer.Exit(1)
    print("log: sound")


def main() -> None:
    app()


if __name__ == "__main__":
    main()
