"""Local accounts, for agencies without single sign-on."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity


class Account(SQLModel, table=True):
    """A local account. The password is an Argon2id hash."""

    person_id: UUID = Field(foreign_key="person.id", primary_key=True)
    username: str = Field(max_length=80, unique=True)
    password: str = Field(max_length=200)


class Attempt(SQLModel, table=True):
    """A failed sign-in, kept for the length of the window in which they are counted."""

    id: UUID = identity()
    account_hash: str = Field(max_length=64, index=True)
    address: str = Field(max_length=64, index=True)
    at: datetime = Field(sa_type=Moment, index=True)
