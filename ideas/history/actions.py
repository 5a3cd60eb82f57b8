"""Recording: the one action without a permission, since every action that had one calls it."""

from functools import cache
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlalchemy import Insert
from sqlmodel import Session, insert

from ideas import given
from ideas.acts import Act
from ideas.history.models import Event
from ideas.history.rules import FACTS, commitment


def record(
    session: Session, act: Act, person_id: UUID | None, subject_id: UUID, **facts: Any
) -> None:
    """Write what happened in the transaction in which it happens. No log, no commit."""
    if unknown := set(facts) - FACTS:
        raise ValueError(f"an event must not tell {sorted(unknown)}")
    told = {
        "id": given.new_id(), "at": given.now(), "act": act, "person_id": person_id,
        "subject_id": subject_id, "facts": facts,
    }  # fmt: skip
    salt = given.new_secret()
    bound = commitment(salt, to_jsonable_python(told))
    session.flush()  # who is told of may be as new as what happened
    session.connection().execute(_recording(), {**told, "salt": salt, "commitment": bound})


@cache
def _recording() -> Insert:
    """Asked with every change, so it is put together once."""
    return insert(Event)
