"""Who is who, where, under whom, since when."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from ideas.database import identity, word
from ideas.given import new_ref
from ideas.staff.people.rules import Employment, PositionKind, StandInKind


class Person(SQLModel, table=True):
    """A civil servant. `code` is the key of the same person elsewhere, when they came from there.

    `email` is where letters go; it never tells who somebody is.
    """

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    name: str = Field(max_length=200, index=True)
    titles_before: str = Field(default="", max_length=60)
    titles_after: str = Field(default="", max_length=100)
    employment: Employment = Field(default=Employment.PNS, sa_type=word(Employment))
    email: str = Field(default="", max_length=254)
    language: str = Field(default="", max_length=2)
    code: str | None = Field(default=None, max_length=64, unique=True, index=True)


class PersonNumber(SQLModel, table=True):
    """A NIP that a person bears or bore: an attribute with a history, never a key."""

    __tablename__ = "person_number"

    number: str = Field(max_length=18, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    since: date
    until: date | None = None


class Posting(SQLModel, table=True):
    """A person in a unit: the position held, the grade, the direct superior, from and until."""

    __table_args__ = (CheckConstraint("until IS NULL OR since <= until", name="posting_order"),)

    id: UUID = identity()
    person_id: UUID = Field(foreign_key="person.id", index=True)
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    position: str = Field(max_length=200)
    kind: PositionKind = Field(default=PositionKind.OPERATIONAL, sa_type=word(PositionKind))
    grade: str = Field(max_length=20)
    superior_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    since: date
    until: date | None = None


class StandIn(SQLModel, table=True):
    """Somebody who does the work of somebody else for a period (Plh or Plt)."""

    __tablename__ = "stand_in"
    __table_args__ = (
        CheckConstraint("since <= until", name="stand_in_order"),
        CheckConstraint("person_id <> for_id", name="stand_in_other"),
    )

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True, index=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    for_id: UUID = Field(foreign_key="person.id", index=True)
    kind: StandInKind = Field(sa_type=word(StandInKind))
    since: date
    until: date
