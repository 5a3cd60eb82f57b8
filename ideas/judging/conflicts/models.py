"""Who must stay apart."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.judging.conflicts.rules import ConflictKind


class Conflict(SQLModel, table=True):
    """What holds between a judge and an entry: one row for each pair, and why.

    `by_id`: whose word it is; nobody's when the chart said it.
    """

    __table_args__ = (UniqueConstraint("entry_id", "person_id", name="conflict_once"),)

    id: UUID = identity()
    entry_id: UUID = Field(foreign_key="entry.id", index=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    kind: ConflictKind = Field(sa_type=word(ConflictKind))
    note: str = Field(default="", max_length=600)
    by_id: UUID | None = Field(default=None, foreign_key="person.id")
    found_at: datetime = Field(sa_type=Moment)
