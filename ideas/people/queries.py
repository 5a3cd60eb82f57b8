"""Reading people: postings in force, the chart above a person."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy import select as pick
from sqlmodel import Session, col

from ideas import given
from ideas.people.models import Posting
from ideas.people.rules import chain_above


def held_today() -> ColumnElement[bool]:
    return held_on(given.now().date())


def held_on(today: date) -> ColumnElement[bool]:
    """A posting that has begun and not ended."""
    until = col(Posting.until)
    return and_(col(Posting.since) <= today, or_(until.is_(None), until >= today))


def superiors_of(session: Session, people: Iterable[UUID]) -> dict[UUID, UUID | None]:
    """Person → direct superior, for the postings in force today: one statement."""
    rows = session.execute(
        pick(col(Posting.person_id), col(Posting.superior_id)).where(
            col(Posting.person_id).in_(list(people)), held_today()
        )
    )
    return {row.person_id: row.superior_id for row in rows}


def superiors_above(session: Session, person: UUID, steps: int) -> list[UUID]:
    """The chain above one person, nearest first: one statement a step."""
    known: dict[UUID, UUID | None] = {}
    here: UUID | None = person
    while here is not None and len(known) < steps and here not in known:
        known |= superiors_of(session, [here])
        here = known.setdefault(here, None)
    return chain_above(person, known, steps)
