"""People as identity providers know them, and browsers on their way there and back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from ideas.database import Moment


class Identity(SQLModel, table=True):
    """A person as an identity provider knows them: (issuer, subject), never an e-mail.

    One provider knows a person under one subject only; the database says so.
    """

    __table_args__ = (Index("ix_identity_issuer_person", "issuer", "person_id", unique=True),)

    issuer: str = Field(max_length=300, primary_key=True)
    subject: str = Field(max_length=255, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    linked_at: datetime = Field(sa_type=Moment, index=True)
    seen_at: datetime | None = Field(default=None, sa_type=Moment)


class Departure(SQLModel, table=True):
    """A browser on its way to a provider: used once. What ties the answer to it is not kept here,
    it is made from the secret in the browser's cookie."""

    state_hash: str = Field(max_length=64, primary_key=True)
    browser_hash: str = Field(max_length=64)
    provider: str = Field(max_length=32)
    to: str = Field(max_length=300)
    ends_at: datetime = Field(sa_type=Moment, index=True)


class HeardNotice(SQLModel, table=True):
    """A provider's notice that somebody left, remembered as long as it could come again."""

    __tablename__ = "heard_notice"

    notice_hash: str = Field(max_length=64, primary_key=True)
    ends_at: datetime = Field(sa_type=Moment, index=True)
