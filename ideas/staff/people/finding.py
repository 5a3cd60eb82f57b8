"""Looking people up by name."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select
from sqlmodel import Session, col

from ideas.failures import Missing
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Person, Posting
from ideas.staff.people.queries import held_today
from ideas.staff.people.rules import Face

MOST_FOUND = 8
LONGEST_NAME = 200  # letters; a database refuses to look for more than it could ever find


@dataclass(frozen=True)
class Somebody(Face):
    """A person as others may see them: never a number, never a birth date."""

    id: UUID
    ref: str
    name: str
    position: str
    unit: str


SOMEBODY = (
    col(Person.id), col(Person.ref), col(Person.name), col(Posting.position), col(Unit.name),
)  # fmt: skip
POSTED = col(Posting.person_id) == col(Person.id)


def employed(*more: Any) -> Select[*tuple[Any, ...]]:
    """People as others may see them, with the unit they work in today."""
    return (
        select(*SOMEBODY, *more)
        .join(Posting, and_(POSTED, held_today()))
        .join(Unit, col(Unit.id) == Posting.unit_id)
    )


def find_people(session: Session, words: str) -> list[Somebody]:
    """People whose name holds these words, the first few by name."""
    wanted = words.strip()[:LONGEST_NAME]
    if not wanted:
        return []
    rows = session.execute(
        employed()
        .where(col(Person.name).icontains(wanted, autoescape=True))
        .order_by(col(Person.name), col(Person.ref))
        .limit(MOST_FOUND)
    )
    return [Somebody(*row) for row in rows]


def somebody(session: Session, ref: str) -> Somebody:
    """The person of this reference, who holds a posting today."""
    row = session.execute(employed().where(col(Person.ref) == ref)).first()
    if row is None:
        raise Missing
    return Somebody(*row)


def names_where(session: Session, which: ColumnElement[bool]) -> dict[UUID, str]:
    """What people are called: one statement."""
    rows = session.execute(select(col(Person.id), col(Person.name)).where(which))
    return {row[0]: row[1] for row in rows}


def person_of(session: Session, ref: str) -> UUID:
    """Who bears this reference."""
    found = session.scalar(select(col(Person.id)).where(col(Person.ref) == ref))
    if found is None:
        raise Missing
    return found


def person_seen(session: Session, person_id: UUID) -> Somebody | None:
    """Somebody as others may see them, when they work somewhere today."""
    row = session.execute(employed().where(col(Person.id) == person_id).limit(1)).first()
    return Somebody(*row) if row else None
