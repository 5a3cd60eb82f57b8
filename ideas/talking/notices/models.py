"""What people are to hear, how they want to hear it, and the letters that told it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from ideas.database import Document, Moment, identity, word
from ideas.talking.notices.rules import News, Topic, Way

UNREAD = text("read_at IS NULL")
UNTOLD = text("way = 'digest' AND told_at IS NULL AND read_at IS NULL")


class Notice(SQLModel, table=True):
    """One thing for one person; `times` when it happened again before it was read.

    `facts` fill its sentence, `path` is where it leads. `told_in`: the letter that told it.
    """

    __table_args__ = (
        Index("notice_list", "person_id", "made_at", "id"),
        Index("notice_unread", "person_id", sqlite_where=UNREAD, postgresql_where=UNREAD),
        Index("notice_untold", "person_id", sqlite_where=UNTOLD, postgresql_where=UNTOLD),
    )

    id: UUID = identity()
    person_id: UUID = Field(foreign_key="person.id", index=True)
    news: News = Field(sa_type=word(News))
    path: str = Field(max_length=200)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    times: int = 1
    way: Way = Field(default=Way.DIGEST, sa_type=word(Way))
    made_at: datetime = Field(sa_type=Moment)
    read_at: datetime | None = Field(default=None, sa_type=Moment)
    told_at: datetime | None = Field(default=None, sa_type=Moment)
    told_in: UUID | None = Field(default=None, index=True)


class Digest(SQLModel, table=True):
    """The daily letter of one person. The database takes no second one for the same day."""

    __table_args__ = (UniqueConstraint("person_id", "day", name="digest_once"),)

    id: UUID = identity()
    person_id: UUID = Field(foreign_key="person.id", index=True)
    day: date
    made_at: datetime = Field(sa_type=Moment)


class Hearing(SQLModel, table=True):
    """How one person wants to hear of one topic. No row: the quiet way that everybody has."""

    person_id: UUID = Field(foreign_key="person.id", primary_key=True)
    topic: Topic = Field(sa_type=word(Topic), primary_key=True)
    way: Way = Field(sa_type=word(Way))
