"""Copies of one's own data, kept for a few days to be taken."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity
from ideas.given import new_ref


class DataCopy(SQLModel, table=True):
    """One copy. `key` names its file once it is made; after `ends_at` it is gone."""

    __tablename__ = "data_copy"

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    language: str = Field(max_length=2)
    asked_at: datetime = Field(sa_type=Moment)
    ready_at: datetime | None = Field(default=None, sa_type=Moment)
    ends_at: datetime = Field(sa_type=Moment, index=True)
    key: str | None = Field(default=None, max_length=80)
