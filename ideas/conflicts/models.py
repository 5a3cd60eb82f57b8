"""Who must stay apart."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.conflicts.rules import ConflictKind
from ideas.database import Moment, identity, word


class Conflict(SQLModel, table=True):
    """A judge and an entry that must stay apart, and why."""

    __table_args__ = (UniqueConstraint("entry_id", "person_id", name="conflict_once"),)

    id: UUID = identity()
    entry_id: UUID = Field(foreign_key="entry.id", index=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    kind: ConflictKind = Field(sa_type=word(ConflictKind))
    note: str = Field(default="", max_length=600)
    found_at: datetime = Field(sa_type=Moment)
