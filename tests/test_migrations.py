"""The shape of the database: what the models say, on both kinds, there and back again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlmodel import SQLModel

from ideas.database import engine_for
from ideas.schema import configuration
from tests.bed.postgres import Postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/bare.db"
        return
    server: Postgres = request.getfixturevalue("postgres")
    with server.fresh_database(lambda _url: None, template="bare") as url:
        yield url
        engine_for(url).dispose()


def tables(url: str) -> set[str]:
    engine_for(url).dispose()
    names = set(inspect(engine_for(url)).get_table_names()) - {"alembic_version"}
    return {name for name in names if not name.startswith("findable_words")}  # FTS5's own


def test_up_down_and_up_again(bare: str) -> None:
    config = configuration(bare)
    command.upgrade(config, "head")
    full = tables(bare)
    command.downgrade(config, "base")
    assert tables(bare) == set()
    command.upgrade(config, "head")
    assert tables(bare) == full == set(SQLModel.metadata.tables)


def test_the_models_and_the_migrations_agree(bare: str) -> None:
    command.upgrade(configuration(bare), "head")
    command.check(configuration(bare))  # raises when a migration is missing


def test_history_has_one_line() -> None:
    assert len(ScriptDirectory.from_config(configuration()).get_heads()) == 1
