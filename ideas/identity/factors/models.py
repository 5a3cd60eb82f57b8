"""What proves a person a second time."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment


class Totp(SQLModel, table=True):
    """The secret that a person's authenticator app shares with us, encrypted for this person.

    `last_step`: the half minute of the last code taken; no code is taken twice.
    """

    person_id: UUID = Field(foreign_key="person.id", primary_key=True)
    sealed: str = Field(max_length=200)
    last_step: int = 0
    made_at: datetime = Field(sa_type=Moment)
    confirmed_at: datetime | None = Field(default=None, sa_type=Moment)


class RecoveryCode(SQLModel, table=True):
    """A code on paper, kept as a digest, that opens once."""

    __tablename__ = "recovery_code"

    digest: str = Field(max_length=64, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    used_at: datetime | None = Field(default=None, sa_type=Moment)
