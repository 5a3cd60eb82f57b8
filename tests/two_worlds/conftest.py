"""Fresh worlds of one kind of database, for pairs that differ in one secret."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.two_worlds.comparing import Worlds, worlds_in


@pytest.fixture(params=["sqlite", "postgresql"])
def pairs(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path
) -> Iterator[Worlds]:
    server = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    with worlds_in(tmp_path, sqlite_template, server) as pairs:
        yield pairs
