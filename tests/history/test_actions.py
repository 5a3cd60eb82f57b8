"""Every change leaves a leaf, in its own transaction."""

import pytest
from sqlmodel import select

from ideas import given
from ideas.acts import Act
from ideas.database import transaction
from ideas.history.actions import record
from ideas.history.models import Event
from ideas.history.rules import commitment
from tests.factories import Make


def leaf(event: Event) -> str:
    kept = {"id", "at", "act", "person_id", "subject_id", "facts"}
    return commitment(event.salt, event.model_dump(mode="json", include=kept))


def test_a_leaf_can_be_recomputed_from_what_the_database_gives_back(make: Make) -> None:
    person = make.person()
    with transaction() as session:
        record(session, Act.SIGN_OUT, person.id, person.id, method="password")
    with transaction(writes=False) as session:
        event = session.exec(select(Event).where(Event.act == Act.SIGN_OUT)).one()
    assert leaf(event) == event.commitment


def test_an_event_tells_only_what_it_may(make: Make) -> None:
    person = make.person()
    with transaction() as session, pytest.raises(ValueError, match="must not tell"):
        record(session, Act.CAST_BALLOT, person.id, given.new_id(), choice="sempelmas")


def test_what_is_rolled_back_was_never_logged(make: Make) -> None:
    person = make.person()

    def record_and_stumble() -> None:
        with transaction() as session:
            record(session, Act.SIGN_OUT, person.id, person.id)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        record_and_stumble()
    with transaction(writes=False) as session:
        assert session.exec(select(Event)).all() == []
