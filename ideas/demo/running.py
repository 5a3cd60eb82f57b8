"""`ideas demo`: builds the year once, then serves it with a worker, on a clock that never jumps."""

import os
import random
import shutil
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvicorn
from sqlmodel import col, func, select

from ideas import given
from ideas.database import engine_for, transaction
from ideas.demo import texts
from ideas.demo.people import PASSWORD
from ideas.demo.year import build_year
from ideas.history.models import Event
from ideas.jobs.worker import work_until
from ideas.schema import upgrade
from ideas.settings import ROOT, settings

HOME = ROOT / "var" / "demo"
ANCHOR = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)  # Wednesday, 10.00 WIB
SEED = 2026

Tell = Callable[[str], None]


def run(port: int, tell: Tell, days: int = 0) -> None:
    """Build the demo year unless it is there, then serve it on this port until interrupted.

    `days` moves the demo's clock on, so that the next steps of its roads open.
    """
    _settle(HOME, port)
    if not HOME.exists():
        tell("Building the demo year…")
        build(HOME, port)
    upgrade()
    _resume(timedelta(days=days))
    for line in greeting(port):
        tell(line)
    _work_beside()
    uvicorn.run(
        "ideas.app:build_app", factory=True, host="127.0.0.1", port=port, log_level="warning"
    )


def build(home: Path, port: int) -> None:
    """Into a folder beside, which takes its place when it is complete."""
    unfinished = home.with_name(home.name + ".building")
    shutil.rmtree(unfinished, ignore_errors=True)
    _settle(unfinished, port)
    upgrade()
    with given.world(chance=random.Random(SEED)):  # noqa: S311 -- sample data, the same each time
        build_year(ANCHOR, random.Random(SEED))  # noqa: S311 -- likewise
    engine_for(settings().database).dispose()
    unfinished.rename(home)
    _settle(home, port)


def greeting(port: int) -> list[str]:
    accounts = [f"  {p['username']:<8} {p['plays']}" for p in texts.players()]
    return [
        "",
        f"Wadah, a demo year: http://127.0.0.1:{port}",
        f"Sign in as one of these, password {PASSWORD}",
        *accounts,
        f"Letters are not sent; they lie in {HOME / 'mail'}",
        "Press Ctrl+C to stop; the data stays. `make demo-fresh` begins anew.",
        "",
    ]


def _settle(home: Path, port: int) -> None:
    """The demo has a database, files and a name of its own, whatever else is set."""
    os.environ |= {
        "IDEAS_DATABASE": f"sqlite:///{home}/wadah.db", "IDEAS_FILES": str(home / "files"),
        "IDEAS_SITE": "Kabupaten Sekar Arum", "IDEAS_DEMO": "1",
        "IDEAS_ADDRESS": f"http://127.0.0.1:{port}",
        "IDEAS_MAIL": f"file://{home}/mail", "IDEAS_MAIL_FROM": "wadah@sekar-arum.example",
    }  # fmt: skip
    settings.cache_clear()


def _resume(ahead: timedelta) -> None:
    """The demo's clock goes on where it was left, so that its deadlines stay alive."""
    with transaction(writes=False) as session:
        last = session.exec(select(func.max(col(Event.at)))).one()
    shift = max(last or ANCHOR, ANCHOR) + ahead - given.now()
    os.environ["IDEAS_CLOCK_SHIFT"] = str(shift / timedelta(seconds=1))
    settings.cache_clear()
    given.set_world(shift=shift)


def _work_beside() -> None:
    threading.Thread(target=work_until, args=[threading.Event()], daemon=True).start()
