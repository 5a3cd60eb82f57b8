"""One line of one person's record."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.given import new_code
from ideas.writing.proposals.rules import Part


class Recognition(SQLModel, table=True):
    """What a person received, by which decree. Append-only; revoked, never erased.

    `code` is what a stranger types to check it; `certificate` is the key of the PDF. `bearer` is
    the name in the decree, written down when its person asked to be forgotten everywhere else.
    """

    __table_args__ = (UniqueConstraint("person_id", "entry_id", name="recognition_once"),)

    id: UUID = identity()
    code: str = Field(default_factory=new_code, max_length=19, unique=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    entry_id: UUID = Field(foreign_key="entry.id", index=True)
    competition_id: UUID = Field(foreign_key="competition.id", index=True)
    outcome_id: UUID = Field(foreign_key="outcome.id")
    title: str = Field(max_length=120)
    part: Part = Field(sa_type=word(Part))
    decree_number: str = Field(max_length=80)
    decree_date: date
    issued_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
    revoke_reason: str = Field(default="", max_length=600)
    certificate: str | None = Field(default=None, max_length=80)
    bearer: str = Field(default="", max_length=200)
