"""Worlds to test in: a database of one's own, people with names, browsers signed in as them."""

import gc
import os
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlmodel import Session

from ideas import given
from ideas.database import engine_for, transaction
from ideas.settings import settings
from tests.bed import worlds
from tests.bed.emptied import Lender, lending
from tests.bed.postgres import Postgres, room, running
from tests.bed.serving import Nurse, Server, nursing
from tests.browsing import Browser
from tests.cases import use_everywhere
from tests.factories import Make

LONGEST = ("/stories/", "/two_worlds/", "/matrix/")
NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)  # Wednesday, 12.00 WIB


def pytest_configure() -> None:
    """Databases in files wait for the disk at each commit: where memory is one, they need not."""
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(room()))
    use_everywhere()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest start first, so that no worker waits for another at the end."""
    items.sort(key=lambda item: not any(part in item.nodeid for part in LONGEST))


def pytest_collection_finish() -> None:
    """What was collected stays until the end: nobody need look through it for rubbish again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def session_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all workers of this run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def postgres(session_folder: Path) -> Iterator[Postgres]:
    with running(session_folder) as server:
        yield server


@pytest.fixture(scope="session")
def lender(postgres: Postgres) -> Iterator[Lender]:
    with lending(postgres, worlds.migrate) as lender:
        yield lender


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "wadah.db"
    worlds.make_sqlite_template(path)
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    sqlite_template: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[str]:
    """The address of an empty, migrated database, on both kinds."""
    lender = request.getfixturevalue("lender") if request.param == "postgresql" else None
    with lender.database() if lender else worlds.sqlite(tmp_path, sqlite_template) as url:
        monkeypatch.setenv("IDEAS_DATABASE", url)
        monkeypatch.setenv("IDEAS_FILES", str(tmp_path / "files"))
        settings.cache_clear()
        yield worlds.remembering(url)
        settings.cache_clear()


@pytest.fixture
def still() -> Iterator[datetime]:
    """Time stands still at noon on a Wednesday, and chance comes from a seed."""
    with given.world(frozen=NOON, chance=random.Random(7)):
        yield NOON


@pytest.fixture
def session(database: str, still: datetime) -> Iterator[Session]:  # noqa: ARG001 -- they make the world
    with transaction() as session:
        yield session


@pytest.fixture
def make(database: str, still: datetime) -> Make:  # noqa: ARG001 -- they make the world
    return Make()


@pytest.fixture
def browser(make: Make) -> type[Browser]:  # noqa: ARG001 -- a world must be there
    return Browser


@pytest.fixture
def asked(database: str) -> Iterator[list[str]]:
    """Every statement the database was asked."""
    statements: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    engine = engine_for(database)
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture(scope="session")
def nurse() -> Iterator[Nurse]:
    with nursing() as nurse:
        yield nurse


@pytest.fixture
def server(database: str, nurse: Nurse) -> Iterator[Server]:
    """The product in a process of its own, on the machine's clock."""
    with nurse.serving(database) as server:
        yield server
