"""What the engines promise, asked of the engines."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

from ideas.database import Moment, NotDurable, engine_for, transaction
from ideas.history.models import Event
from tests.bed.emptied import Lender
from tests.bed.postgres import Postgres
from tests.factories import Make


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    engine = engine_for(url)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def test_sqlite_waits_for_the_disk(tmp_path: Path) -> None:
    with connected(f"sqlite:///{tmp_path}/a.db") as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_postgresql_waits_for_the_disk(postgres: Postgres) -> None:
    with connected(postgres.url()) as connection:
        assert connection.execute(text("SHOW synchronous_commit")).scalar_one() == "on"


@pytest.mark.parametrize("value", ["off", "local"])
def test_a_postgresql_that_may_forget_is_refused(postgres: Postgres, value: str) -> None:
    """The allow beside this deny is the test above."""
    url = make_url(postgres.url()).update_query_dict({"options": f"-csynchronous_commit={value}"})
    with (
        pytest.raises(NotDurable),
        connected(url.render_as_string(hide_password=False)),
    ):
        pass


def test_a_failed_transaction_leaves_nothing(make: Make) -> None:
    make.unit("Lain")

    def change_and_stumble() -> None:
        with transaction() as session:
            session.execute(text("UPDATE unit SET name = 'x'"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_stumble()
    with transaction(writes=False) as session:
        assert session.execute(text("SELECT count(*) FROM unit WHERE name = 'x'")).scalar() == 0


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        Moment().process_bind_param(datetime(2026, 1, 1), None)  # type: ignore[arg-type] # noqa: DTZ001 -- the point of the test


def test_no_table_keeps_a_moment_without_its_zone() -> None:
    assert Event.metadata.tables
    naive = [
        f"{table.name}.{column.name}"
        for table in Event.metadata.tables.values()
        for column in table.columns
        if "DATETIME" in str(column.type).upper() and not isinstance(column.type, Moment)
    ]
    assert naive == []


def test_a_connection_that_the_server_closed_while_it_rested_is_not_given_to_anybody(
    lender: Lender,
) -> None:
    with lender.database() as url:
        with transaction(url=url) as session:
            resting = session.scalar(text("SELECT pg_backend_pid()"))
        with psycopg.connect(url.replace("+psycopg", "")) as other:
            assert other.execute("SELECT pg_terminate_backend(%s, 5000)", [resting]).fetchone()
        with transaction(url=url) as session:
            assert session.scalar(text("SELECT pg_backend_pid()")) != resting
