"""What people are to hear: a row for each of them, kept until it was read and told."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Document, Moment, identity, word
from ideas.notices.rules import News


class Notice(SQLModel, table=True):
    """One thing for one person. `facts` fill its sentence; `path` is where it leads."""

    id: UUID = identity()
    person_id: UUID = Field(foreign_key="person.id", index=True)
    news: News = Field(sa_type=word(News))
    path: str = Field(max_length=200)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    made_at: datetime = Field(sa_type=Moment)
    read_at: datetime | None = Field(default=None, sa_type=Moment)
    told_at: datetime | None = Field(default=None, sa_type=Moment)
