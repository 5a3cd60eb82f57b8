"""Erasures: decided by one person, carried out by another, about a third."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Document, Moment, identity


class Erasure(SQLModel, table=True):
    """What became of one person's data: how many rows of which table went, never what they said.

    `cleaned_at`: when the database let go of the bytes themselves.
    """

    __table_args__ = (
        CheckConstraint("done_by IS NULL OR done_by <> decided_by", name="erasure_two"),
        CheckConstraint("person_id <> decided_by", name="erasure_not_own"),
    )

    id: UUID = identity()
    request_id: UUID = Field(foreign_key="privacy_request.id", unique=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    decided_by: UUID = Field(foreign_key="person.id")
    decided_at: datetime = Field(sa_type=Moment)
    pseudonym: str = Field(max_length=9)
    done_by: UUID | None = Field(default=None, foreign_key="person.id")
    done_at: datetime | None = Field(default=None, sa_type=Moment)
    cleaned_at: datetime | None = Field(default=None, sa_type=Moment)
    report: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
