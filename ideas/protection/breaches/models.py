"""Failures to protect personal data, with their clock."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity
from ideas.given import new_ref


class Breach(SQLModel, table=True):
    """A failure to protect personal data (UU 27/2022, article 46). Nobody is named in it."""

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    what: str = Field(max_length=200)
    happened: str = Field(max_length=2000)
    data: str = Field(max_length=1000)
    people: int
    handling: str = Field(default="", max_length=2000)
    found_at: datetime = Field(sa_type=Moment, index=True)
    due_at: datetime = Field(sa_type=Moment)
    notified_at: datetime | None = Field(default=None, sa_type=Moment)
    kept_by: UUID = Field(foreign_key="person.id")
