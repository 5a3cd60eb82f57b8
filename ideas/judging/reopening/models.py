"""Locked sheets that their judges ask to open again."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity
from ideas.given import new_ref


class Reopening(SQLModel, table=True):
    """One request, for the version that was locked; `agreed` is nothing until somebody decides."""

    __table_args__ = (UniqueConstraint("assignment_id", "number", name="reopening_once"),)

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    assignment_id: UUID = Field(foreign_key="assignment.id")
    number: int
    reason: str = Field(max_length=600)
    asked_at: datetime = Field(sa_type=Moment)
    agreed: bool | None = None
    answer: str = Field(default="", max_length=600)
    decided_by: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
