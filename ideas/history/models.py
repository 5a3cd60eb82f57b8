"""What happened, append-only: the leaves of the transparency log."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from ideas.acts import Act
from ideas.database import Document, Moment, identity, word


class Event(SQLModel, table=True):
    """One act that changed something. `commitment` binds the row without telling it."""

    __table_args__ = (Index("event_of_subject", "subject_id", "at"),)

    id: UUID = identity()
    at: datetime = Field(sa_type=Moment)
    act: Act = Field(sa_type=word(Act))
    person_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    subject_id: UUID
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    salt: str = Field(max_length=64)
    commitment: str = Field(max_length=64)
