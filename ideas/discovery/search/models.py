"""Searches that people keep, to be told when there is something new."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Document, Moment, identity
from ideas.given import new_ref


class SavedSearch(SQLModel, table=True):
    """A search by its name. `query` is its address; `known`: what it found when it last looked."""

    __tablename__ = "saved_search"
    __table_args__ = (UniqueConstraint("person_id", "name", name="saved_search_name"),)

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    name: str = Field(max_length=80)
    query: str = Field(max_length=1000)
    tells: bool = True
    known: list[str] = Field(default_factory=list, sa_type=Document)
    looked_at: datetime = Field(sa_type=Moment, index=True)
