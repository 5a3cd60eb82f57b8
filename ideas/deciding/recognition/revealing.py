"""Awards that wait for a hidden name: whose, for what, until they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlmodel import Session, col

from ideas.deciding.outcomes.models import Outcome, Result
from ideas.deciding.recognition.models import Recognition
from ideas.road.entries.models import Entry
from ideas.stages import OutcomeState
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent, Part


@dataclass(frozen=True)
class Hidden:
    """An award in which somebody has a part that nobody outside the team knows."""

    ref: str
    title: str
    award: str
    part: Part
    entry_id: UUID
    proposal_id: UUID
    outcome_id: UUID


def hidden_awards(session: Session, person_id: UUID) -> Sequence[Hidden]:
    """What waits for one's own word: one statement."""
    return [Hidden(*row) for row in session.execute(_awaited(person_id))]


def awaited(session: Session, person_id: UUID, entry_ref: str) -> Hidden | None:
    row = session.execute(_awaited(person_id).where(col(Entry.ref) == entry_ref)).first()
    return Hidden(*row) if row else None


def _awaited(person_id: UUID) -> Select[*tuple[Any, ...]]:
    recognised = exists().where(
        col(Recognition.entry_id) == Entry.id, col(Recognition.person_id) == person_id
    )
    return (
        select(
            col(Entry.ref), col(Entry.title), col(Result.award), col(Member.part),
            col(Entry.id), col(Entry.proposal_id), col(Outcome.id),
        )
        .join(Result, col(Result.entry_id) == Entry.id)
        .join(Outcome, col(Outcome.id) == Result.outcome_id)
        .join(Member, col(Member.proposal_id) == Entry.proposal_id)
        .where(
            col(Outcome.state) == OutcomeState.RELEASED, col(Result.award) != "",
            col(Member.person_id) == person_id, col(Member.consent) == Consent.AGREED,
            col(Member.hidden), ~recognised,
        )
        .order_by(col(Entry.title), col(Entry.ref))
    )  # fmt: skip
