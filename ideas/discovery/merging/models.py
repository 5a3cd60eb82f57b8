"""Two proposals that became one, and who was asked to come along.

A merger moves nothing: it is a row beside the two, and taking it back ends that row.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.discovery.merging.rules import Answer, Voice
from ideas.given import new_ref


class Merger(SQLModel, table=True):
    """`kept` goes on, `other` points to it. It holds once both leads agreed, until undone."""

    __table_args__ = (
        CheckConstraint("kept_id <> other_id", name="merger_two"),
        # Of each proposal at most one merger into another runs at a time.
        Index(
            "merger_running", "other_id", unique=True,
            sqlite_where=text("undone_at IS NULL"), postgresql_where=text("undone_at IS NULL"),
        ),
    )  # fmt: skip

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    kept_id: UUID = Field(foreign_key="proposal.id", index=True)
    other_id: UUID = Field(foreign_key="proposal.id")
    proposed_by: UUID = Field(foreign_key="person.id")
    proposed_at: datetime = Field(sa_type=Moment)
    kept_agreed_at: datetime | None = Field(default=None, sa_type=Moment)
    other_agreed_at: datetime | None = Field(default=None, sa_type=Moment)
    undone_at: datetime | None = Field(default=None, sa_type=Moment)


class Carried(SQLModel, table=True):
    """One person of the other proposal, asked whether their part or support comes along.

    `joined`: saying yes made them a member of the kept team, which undoing takes back.
    """

    merger_id: UUID = Field(foreign_key="merger.id", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)
    voice: Voice = Field(primary_key=True, sa_type=word(Voice))
    answer: Answer = Field(default=Answer.WAITING, sa_type=word(Answer))
    joined: bool = False
    asked_at: datetime = Field(sa_type=Moment)
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
