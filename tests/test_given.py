"""The one door of time and chance."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import Session

from ideas import given
from ideas.database import transaction

THEN = datetime(2026, 11, 25, 5, 0, 0, 123000, tzinfo=UTC)


def asked(session: Session) -> datetime:
    answer = session.execute(select(given.database_now())).scalar_one()
    moment = datetime.fromisoformat(answer) if isinstance(answer, str) else answer
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def test_the_database_has_a_clock_of_its_own(database: str) -> None:
    with transaction(url=database) as session:
        before = datetime.now(UTC) - timedelta(milliseconds=2)
        assert before <= asked(session) <= datetime.now(UTC) + timedelta(milliseconds=2)


def test_the_clock_can_be_moved_and_stopped_after_a_statement_was_compiled(database: str) -> None:
    with transaction(url=database) as session:
        asked(session)
        with given.world(shift=timedelta(days=3)):
            moved = asked(session) - datetime.now(UTC)
        with given.world(frozen=THEN):
            stopped = asked(session)
    assert timedelta(days=2, hours=23) < moved < timedelta(days=3, hours=1)
    assert stopped == THEN


def test_the_clock_moves_on_inside_one_transaction(database: str) -> None:
    """A deadline is judged when the row is written, not when the transaction began."""
    with transaction(url=database) as session:
        first = asked(session)
        until = datetime.now(UTC) + timedelta(milliseconds=20)
        while datetime.now(UTC) < until:
            pass
        assert asked(session) > first


def test_one_seed_gives_the_same_identifiers() -> None:
    def draw() -> list[object]:
        with given.world(chance=random.Random(4)):
            return [given.new_id(), given.new_ref(), given.new_code(), given.shuffled([1, 2, 3])]

    assert draw() == draw()


def test_references_are_speakable_and_never_mistaken() -> None:
    letters = set("".join(given.new_ref() for _ in range(500)))
    assert letters - {"-"} == set(given.ALPHABET)
    assert not set("0O1ILU") & letters


@pytest.mark.parametrize("changes", [{"frozen": THEN}, {"shift": timedelta(hours=1)}])
def test_a_world_ends_where_it_began(changes: dict[str, object]) -> None:
    with given.world(**changes):
        assert abs(given.now() - datetime.now(UTC)) > timedelta(minutes=59)
    assert abs(given.now() - datetime.now(UTC)) < timedelta(seconds=1)


def test_a_statement_with_the_clock_is_compiled_once() -> None:
    """Without a cache key every statement that asks the time would be compiled anew."""

    assert select(given.database_now())._generate_cache_key() is not None
