"""Passkeys, and the challenges that they answer."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.identity.passkeys.rules import Purpose


class Passkey(SQLModel, table=True):
    """A key in somebody's device: we have its public half, and how often it says it was used."""

    id: UUID = identity()
    person_id: UUID = Field(foreign_key="person.id", index=True)
    credential: str = Field(max_length=1400, unique=True, index=True)
    public_key: str = Field(max_length=4000)
    uses: int = Field(default=0, sa_type=BigInteger)
    name: str = Field(max_length=60)
    made_at: datetime = Field(sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)


class Challenge(SQLModel, table=True):
    """What a key is asked to sign: once, for one purpose, by one browser, within minutes."""

    value: str = Field(max_length=64, primary_key=True)
    purpose: Purpose = Field(sa_type=word(Purpose))
    browser_hash: str = Field(max_length=64)
    person_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    ends_at: datetime = Field(sa_type=Moment, index=True)
