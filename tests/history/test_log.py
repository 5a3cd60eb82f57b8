"""The log: its order is fixed, the database guards it, and whoever goes round that is found out."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, select, update

from ideas import given
from ideas.acts import Act
from ideas.database import engine_for, transaction
from ideas.history.actions import record
from ideas.history.erasing import forget_in_history
from ideas.history.models import Event, Leaf
from ideas.history.ordering import order_events
from ideas.history.verifying import Verdict, verify_log
from tests.factories import Make


@pytest.fixture
def log(make: Make) -> None:
    """Five leaves by Sari and one by Budi about her."""
    sari, budi = make.person("Sari"), make.person("Budi")
    for step in "12345":
        with transaction() as session:
            record(session, Act.SIGN_OUT, sari.id, sari.id, step=step)
            order_events(session)
    with transaction() as session:
        record(session, Act.KEEP_PEOPLE, budi.id, sari.id, role="judge")
        order_events(session)


def verdict(head: str = "") -> Verdict:
    with transaction(writes=False) as session:
        return verify_log(session, head)


def behind_our_back(database: str, *statements: str) -> None:
    """As somebody with the database itself would: the guards are taken away first."""
    engine = engine_for(database)
    with engine.connect() as connection:
        for table, act in (
            ("leaf", "update"),
            ("leaf", "delete"),
            ("event", "update"),
            ("event", "delete"),
        ):
            on = f" ON {table}" if engine.dialect.name == "postgresql" else ""
            connection.execute(text(f"DROP TRIGGER {table}_kept_on_{act}{on}"))
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()


@pytest.mark.usefixtures("log")
def test_a_log_that_nobody_touched_is_sound() -> None:
    found = verdict()
    assert (found.leaves, found.erased, found.waiting, found.wrong) == (6, 0, 0, ())
    assert verdict(found.head).wrong == ()


TAMPERED = {
    "a fact": "UPDATE event SET facts = '{\"step\": \"9\"}' WHERE act = 'role.grant' OR id IN "
    "(SELECT event_id FROM leaf WHERE place = 2)",
    "a leaf": "UPDATE leaf SET commitment = 'x' WHERE place = 3",
    "its chain": "UPDATE leaf SET chain = 'x' WHERE place = 6",
    "gone": "DELETE FROM leaf WHERE place = 4",
    "swapped": "UPDATE leaf SET place = CASE place WHEN 2 THEN -3 ELSE -2 END "
    "WHERE place IN (2, 3)",
    "a salt": "UPDATE event SET salt = '' WHERE id IN (SELECT event_id FROM leaf WHERE place = 1)",
}  # fmt: skip


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("how", TAMPERED)
def test_whatever_is_changed_moved_or_lost_is_found(database: str, how: str) -> None:
    behind_our_back(database, TAMPERED[how], "UPDATE leaf SET place = -place WHERE place < 0")
    assert verdict().wrong != ()


@pytest.mark.usefixtures("log")
def test_a_tail_that_was_cut_off_is_found_by_a_head_kept_elsewhere(database: str) -> None:
    head = verdict().head
    behind_our_back(
        database, "CREATE TABLE gone AS SELECT event_id FROM leaf WHERE place = 6",
        "DELETE FROM leaf WHERE place = 6",
        "DELETE FROM event WHERE id IN (SELECT event_id FROM gone)",
    )  # fmt: skip
    assert verdict().wrong == ()
    assert verdict(head).wrong == ("leaf 6: known before, and gone",)


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE leaf SET commitment = 'x'", "DELETE FROM leaf", "DELETE FROM event",
        "UPDATE event SET act = 'x'", "UPDATE event SET salt = ''",
    ],
)  # fmt: skip
def test_the_database_itself_takes_no_change(statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction() as session:
        session.execute(text(statement))
    assert verdict().wrong == ()


@pytest.mark.usefixtures("log")
def test_an_erased_event_keeps_its_leaf_and_tells_nothing() -> None:
    with transaction() as session:
        sari = session.exec(select(Event.person_id).where(Event.act == Act.SIGN_OUT)).first()
        assert sari
        assert forget_in_history(session, sari) == 6
    found = verdict()
    assert (found.wrong, found.erased) == ((), 6)
    with transaction(writes=False) as session:
        events: Any = session.exec(select(Event)).all()
        assert {event.salt for event in events} == {""}
        assert sari not in {who for event in events for who in (event.person_id, event.subject_id)}
        assert all(event.facts == {} and len(event.commitment) == 64 for event in events)


def test_what_was_committed_late_gets_its_place_too(make: Make) -> None:
    person = make.person()
    with transaction() as session:
        record(session, Act.SIGN_OUT, person.id, person.id)
    with given.world(frozen=make.now.replace(year=2027)), transaction() as session:
        assert order_events(session) == 0
        assert order_events(session, thorough=True) == 1
    with transaction(writes=False) as session:
        assert session.exec(select(Leaf.place)).all() == [1]


def test_an_event_may_be_erased_but_not_rewritten(make: Make) -> None:
    person = make.person()
    with transaction() as session:
        record(session, Act.SIGN_OUT, person.id, person.id)
    rewritten = {"salt": "", "facts": {}, "erased_at": make.now, "act": Act.SIGN_IN}
    with pytest.raises(DatabaseError, match="append-only"), transaction() as session:
        session.execute(update(Event).where(col(Event.salt) != "").values(rewritten))
