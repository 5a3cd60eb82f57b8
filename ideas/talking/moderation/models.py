"""Reports of comments, and the hiding of one with its reason and its author's objection."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.talking.moderation.rules import Offence, ReportState

OPEN = text("state = 'open'")
OBJECTED = text("objected_at IS NOT NULL AND decided_at IS NULL")


class Report(SQLModel, table=True):
    """Somebody thinks that a comment should not stand: once for each person."""

    __table_args__ = (
        UniqueConstraint("comment_id", "reporter_id", name="report_once"),
        Index("report_open", "comment_id", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: UUID = identity()
    comment_id: UUID = Field(foreign_key="comment.id", index=True)
    reporter_id: UUID = Field(foreign_key="person.id", index=True)
    offence: Offence = Field(sa_type=word(Offence))
    note: str = Field(default="", max_length=500)
    made_at: datetime = Field(sa_type=Moment)
    state: ReportState = Field(default=ReportState.OPEN, sa_type=word(ReportState))
    decided_by: UUID | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = Field(default=None, sa_type=Moment)


class Hiding(SQLModel, table=True):
    """A comment that was hidden: by whom and why. Its author may object once."""

    __table_args__ = (
        Index("hiding_objected", "comment_id", sqlite_where=OBJECTED, postgresql_where=OBJECTED),
    )

    comment_id: UUID = Field(foreign_key="comment.id", primary_key=True)
    by_id: UUID = Field(foreign_key="person.id")
    why: str = Field(max_length=500)
    at: datetime = Field(sa_type=Moment)
    objection: str = Field(default="", max_length=500)
    objected_at: datetime | None = Field(default=None, sa_type=Moment)
    decided_by: UUID | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    answer: str = Field(default="", max_length=500)
    restored: bool = False
