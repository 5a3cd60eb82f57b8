"""What happened, append-only: events, and the leaves that fix their order."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from ideas.acts import Act
from ideas.database import Document, Moment, identity, word


class Event(SQLModel, table=True):
    """One act that changed something. `commitment` binds the row without telling it.

    Erased: who, about whom and with which facts are gone, and the salt that bound them.
    """

    __table_args__ = (Index("event_of_subject", "subject_id", "at"),)

    id: UUID = identity()
    at: datetime = Field(sa_type=Moment, index=True)
    act: Act = Field(sa_type=word(Act))
    person_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    subject_id: UUID
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    salt: str = Field(max_length=64)
    commitment: str = Field(max_length=64)
    erased_at: datetime | None = Field(default=None, sa_type=Moment)


class Leaf(SQLModel, table=True):
    """An event's place in the log. `chain` binds it to every leaf before it.

    The database takes no change of a leaf, and of an event only its erasure.
    """

    place: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    event_id: UUID = Field(foreign_key="event.id", unique=True)
    commitment: str = Field(max_length=64)
    chain: str = Field(max_length=64)
