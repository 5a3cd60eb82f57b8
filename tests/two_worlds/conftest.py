"""Fresh worlds of one kind of database, for pairs that differ in one secret."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ideas.settings import settings
from tests.two_worlds.comparing import Worlds


@pytest.fixture(params=["sqlite", "postgresql"])
def pairs(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    sqlite_template: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Worlds]:
    server = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    for name in ("IDEAS_DATABASE", "IDEAS_FILES", "IDEAS_MAIL"):
        monkeypatch.setenv(name, "")  # so that they are what they were when all is over
    yield Worlds(tmp_path, sqlite_template, server)
    settings.cache_clear()
