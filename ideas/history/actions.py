"""Recording: the one action without a permission, since every action that had one calls it."""

from typing import Any
from uuid import UUID

from sqlmodel import Session

from ideas import given
from ideas.acts import Act
from ideas.history.models import Event
from ideas.history.rules import BOUND, FACTS, commitment


def record(
    session: Session, act: Act, person_id: UUID | None, subject_id: UUID, **facts: Any
) -> None:
    """Write what happened in the transaction in which it happens. No log, no commit."""
    if unknown := set(facts) - FACTS:
        raise ValueError(f"an event must not tell {sorted(unknown)}")
    event = Event(
        at=given.now(), act=act, person_id=person_id, subject_id=subject_id, facts=facts,
        salt=given.new_secret(), commitment="",
    )  # fmt: skip
    event.commitment = commitment(
        event.salt,
        event.model_dump(mode="json", include=set(BOUND)),
    )
    session.add(event)
