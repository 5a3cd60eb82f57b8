"""The one door through which time and chance enter.

Nothing else in the product asks for the time, makes an identifier or draws a lot, so that
two worlds can be built alike but for one secret, and any run can be replayed from a seed.
What must be decided on time is decided by the database's clock, inside the statement that
writes: `database_now()`.
"""

import random
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import BindParameter, DateTime, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

Thing = TypeVar("Thing")

# Speakable and unmistakable: no 0 O 1 I L U.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

# Each letter stands for as many of the 256 bytes as any other; the last 16 stand for none.
LETTERS = bytes(ord(ALPHABET[byte % len(ALPHABET)]) for byte in range(256))
UNFAIR = bytes(range(256 - 256 % len(ALPHABET), 256))


@dataclass(frozen=True)
class World:
    """Where time and chance come from: the machine, or a test that chose them."""

    frozen: datetime | None = None
    shift: timedelta = timedelta()
    chance: random.Random = field(default_factory=secrets.SystemRandom)


_world = World()


@contextmanager
def world(**changes: Any) -> Iterator[World]:
    """Another time or another chance for a while: `with world(frozen=moment): …`."""
    global _world  # noqa: PLW0603 -- this is the one door
    before, _world = _world, replace(_world, **changes)
    try:
        yield _world
    finally:
        _world = before


def set_world(**changes: Any) -> None:
    """Another time or another chance from now on: the demo's clock, a test's seed."""
    global _world  # noqa: PLW0603 -- this is the one door
    _world = replace(_world, **changes)


def now() -> datetime:
    """The time to show and to plan with, in UTC. Deadlines are judged by `database_now()`."""
    return _world.frozen or datetime.now(UTC) + _world.shift


def new_id() -> UUID:
    return UUID(int=_world.chance.getrandbits(128), version=4)


def new_ref() -> str:
    """A public reference that can be said on the telephone: K7Q2-M4XF (39 bits)."""
    letters = "".join(_world.chance.choices(ALPHABET, k=8))
    return f"{letters[:4]}-{letters[4:]}"


def new_ids(count: int) -> list[str]:
    """Many identities at once, as 32 hexadecimal digits: for rows that come by the million."""
    digits = f"{_world.chance.getrandbits(128 * count):0{32 * count}x}" if count else ""
    return [
        f"{digits[at : at + 12]}4{digits[at + 13 : at + 16]}a{digits[at + 17 : at + 32]}"
        for at in range(0, 32 * count, 32)
    ]


def new_refs(count: int) -> list[str]:
    """Many references at once. Among so many two may be alike: who keeps them, looks."""
    letters = b""
    while len(letters) < 8 * count:
        letters += _world.chance.randbytes(9 * count + 64).translate(LETTERS, UNFAIR)
    text = letters.decode()
    return [f"{text[at : at + 4]}-{text[at + 4 : at + 8]}" for at in range(0, 8 * count, 8)]


def new_code() -> str:
    """Four groups of four (78 bits), for what a stranger may look up: K7Q2-M4XF-9TRA-3HHP."""
    return f"{new_ref()}-{new_ref()}"


def new_secret() -> str:
    """256 bits, as 64 hexadecimal digits."""
    return f"{_world.chance.getrandbits(256):064x}"


def new_seed() -> int:
    return _world.chance.getrandbits(32)


def shuffled(things: Sequence[Thing]) -> list[Thing]:
    return _world.chance.sample(things, len(things))


class database_now(FunctionElement[datetime]):  # noqa: N801 -- reads as the SQL function it is
    """The database's own clock, asked when the row is written, not when the statement began."""

    type = DateTime(timezone=True)
    inherit_cache = True


def _frozen_text() -> str | None:
    if _world.frozen is None:
        return None
    return _world.frozen.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


@compiles(database_now, "sqlite")
def _on_sqlite(_now: database_now, compiler: SQLCompiler, **kw: Any) -> str:
    frozen = _asked("given_frozen", _frozen_text)
    shift = _asked("given_shift", lambda: f"{_shift():f} seconds")
    clock = f"strftime('%Y-%m-%d %H:%M:%f000', 'now', {compiler.process(shift, **kw)})"
    return f"coalesce({compiler.process(frozen, **kw)}, {clock})"


@compiles(database_now, "postgresql")
def _on_postgresql(_now: database_now, compiler: SQLCompiler, **kw: Any) -> str:
    frozen = _asked("given_frozen", lambda: _world.frozen)
    shift = _asked("given_shift", _shift)
    clock = f"clock_timestamp() + make_interval(secs => {compiler.process(shift, **kw)})"
    return f"coalesce(CAST({compiler.process(frozen, **kw)} AS timestamptz), {clock})"


def _asked(name: str, answer: Callable[[], Any]) -> BindParameter[Any]:
    """A value that is asked for each time the statement runs, though it was compiled once."""
    return bindparam(name, callable_=answer, unique=True)


def _shift() -> float:
    return _world.shift.total_seconds()
