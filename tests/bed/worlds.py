"""Fresh, migrated databases: copies of one that was migrated once in this test session."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from ideas.database import engine_for
from ideas.schema import upgrade
from tests.bed.postgres import Postgres


def migrate(url: str) -> None:
    upgrade(url)
    engine_for(url).dispose()


KNOWN: dict[str, Engine] = {}


def remembering(url: str) -> str:
    """Statements put together for one database serve the next of its kind: a third of our time."""
    engine = engine_for(url)
    first = KNOWN.setdefault(engine.dialect.name, engine)
    engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
    return url


def copy_of_sqlite(folder: Path, template: Path) -> str:
    """A copy of the migrated file; its log was folded in when it was made."""
    shutil.copyfile(template, folder / "wadah.db")
    return f"sqlite:///{folder}/wadah.db"


@contextmanager
def sqlite(folder: Path, template: Path) -> Iterator[str]:
    url = copy_of_sqlite(folder, template)
    yield url
    engine_for(url).dispose()


def make_sqlite_template(path: Path) -> None:
    migrate(f"sqlite:///{path}")
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def database(folder: Path, template: Path, postgres: Postgres | None) -> Iterator[str]:
    with sqlite(folder, template) if postgres is None else postgres.fresh_database(migrate) as url:
        yield remembering(url)
