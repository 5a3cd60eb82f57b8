"""Local accounts, for agencies without single sign-on."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity


class Account(SQLModel, table=True):
    """A local account. The password is an Argon2id hash; `version` counts its changes."""

    person_id: UUID = Field(foreign_key="person.id", primary_key=True)
    username: str = Field(max_length=80, unique=True)
    password: str = Field(max_length=200)
    version: int = 1


class Attempt(SQLModel, table=True):
    """A guess that has not turned out right, kept for the window in which they are counted.

    Whose account and from where are kept as digests. `known`: by a browser of the account's.
    """

    id: UUID = identity()
    account_hash: str = Field(max_length=64, index=True)
    address: str = Field(max_length=64, index=True)
    place: str = Field(default="", max_length=64, index=True)
    known: bool = False
    at: datetime = Field(sa_type=Moment, index=True)
