"""Engines whose promises are kept: durable, one clock, one transaction a request."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from select import POLLIN, poll
from typing import Any, TypeVar

from sqlalchemy import JSON, ColumnElement, Connection, Dialect, Engine, Enum, Uuid, event, literal
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.types import DateTime, TypeDecorator
from sqlmodel import Field, Session, create_engine

from ideas.given import new_id
from ideas.settings import settings

Wanted = TypeVar("Wanted")

SQLITE_PROMISES = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "busy_timeout": "15000",
    "temp_store": "MEMORY",
    "secure_delete": "ON",  # what is deleted is overwritten with zeros
}

# Many short statements at once: to compile one, or to start helpers for it, takes longer than it.
QUICK = ("jit = off", "max_parallel_workers_per_gather = 0")

STATEMENTS = 4_000  # put together once and kept: more than the product has


class NotDurable(RuntimeError):
    """The database would lose what we acknowledged, so we do not start."""


class Moment(TypeDecorator[datetime]):
    """A point in time: aware going in, UTC coming out, on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# Text with structure: JSONB where there is one.
Document = JSON().with_variant(JSONB(), "postgresql")


def word(words: type[StrEnum]) -> Enum:
    """A column that stores the word itself; SQLModel alone would store the Python name."""
    return Enum(
        words, native_enum=False, length=24, values_callable=lambda all_: [w.value for w in all_]
    )


def identity() -> Any:
    """The key of a row: random, and given by the one door."""
    return Field(default_factory=new_id, primary_key=True, sa_type=Uuid)


@lru_cache
def engine_for(url: str) -> Engine:
    """One pool per database; every new connection is asked to prove that it is durable."""
    sqlite = make_url(url).get_backend_name() == "sqlite"
    if sqlite:
        _folder_for(url)
    engine = create_engine(
        url,
        pool_size=settings().pool_size,
        max_overflow=settings().pool_size,
        connect_args={"check_same_thread": False} if sqlite else {},
        query_cache_size=STATEMENTS,
    )
    event.listen(engine, "connect", _promise_sqlite if sqlite else _promise_postgresql)
    if sqlite:
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "checkout", _check_alive)
    return engine


@contextmanager
def transaction(*, writes: bool = True, url: str | None = None) -> Iterator[Session]:
    """One session and one transaction: it commits when the block ends well, else nothing stays."""
    engine = engine_for(url or settings().database)
    if not writes:
        engine = _for_reading(engine)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@lru_cache(maxsize=8)
def _for_reading(engine: Engine) -> Engine:
    """The same pool. SQLite lets readers pass the queue of writers; PostgreSQL needs no BEGIN and
    no ROLLBACK around statements that see what is committed when each of them starts anyway."""
    options: dict[str, Any] = {"writes": False}
    if engine.dialect.name == "postgresql":
        options["isolation_level"] = "AUTOCOMMIT"
    return engine.execution_options(**options)


def touched(result: Any) -> int:
    """How many rows an UPDATE or DELETE reached. An INSERT must return its rows to be counted."""
    if result.rowcount < 0:
        raise LookupError("the driver did not count; let the statement return its rows")
    return int(result.rowcount)


def among(column: Any, few: Iterable[Any]) -> ColumnElement[bool]:
    """One of a fixed few: written out once, not anew whenever the statement is executed."""
    written: ColumnElement[bool] = column.in_([literal(one, column.type) for one in few])
    return written


def found(row: Wanted | None) -> Wanted:
    """A row that the caller knows to be there."""
    if row is None:
        raise LookupError("a row that must exist is missing")
    return row


def _folder_for(url: str) -> None:
    if path := make_url(url).database:
        Path(path).parent.mkdir(parents=True, exist_ok=True)


def _check_alive(connection: Any, _record: object, _proxy: object) -> None:
    """A server that hung up has said so: a resting connection has something to read only then.
    It is asked for nothing; whoever finds it gone gets a new one."""
    if connection.closed or _has_more(connection.fileno()):
        raise DisconnectionError


def _has_more(socket: int) -> bool:
    waiting = poll()
    waiting.register(socket, POLLIN)
    return bool(waiting.poll(0))


def _promise_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, see _begin_sqlite
    for name, value in SQLITE_PROMISES.items():
        connection.execute(f"PRAGMA {name}={value}")
    if connection.execute("PRAGMA synchronous").fetchone()[0] != 2:  # noqa: PLR2004 -- FULL
        raise NotDurable("SQLite does not wait for the disk (synchronous is not FULL)")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
        raise NotDurable("SQLite keeps no write-ahead log (journal_mode is not WAL)")


def _begin_sqlite(connection: Connection) -> None:
    """Writers queue before they read, so that none of them fails half-way with a locked file."""
    writes = connection.get_execution_options().get("writes", True)
    connection.connection.cursor().execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def _promise_postgresql(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TIME ZONE 'UTC'")
        for setting in QUICK:
            cursor.execute(f"SET {setting}")
        for setting in ("synchronous_commit", "fsync", "full_page_writes"):
            cursor.execute(f"SHOW {setting}")
            if cursor.fetchone()[0] != "on":
                raise NotDurable(f"PostgreSQL may lose what it acknowledged ({setting} is not on)")
    connection.commit()
