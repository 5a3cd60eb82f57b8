"""What people ask about their own data."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.given import new_ref
from ideas.protection.privacy.rules import RequestState, Right


class PrivacyRequest(SQLModel, table=True):
    """What somebody asks about their own data, and what was answered, why and when."""

    __tablename__ = "privacy_request"
    __table_args__ = (Index("privacy_request_queue", "state", "due_at"),)

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    right: Right = Field(sa_type=word(Right))
    wrong: str = Field(max_length=2000)
    better: str = Field(default="", max_length=2000)
    state: RequestState = Field(default=RequestState.WAITING, sa_type=word(RequestState))
    asked_at: datetime = Field(sa_type=Moment)
    due_at: datetime = Field(sa_type=Moment)
    answer: str = Field(default="", max_length=2000)
    answered_by: UUID | None = Field(default=None, foreign_key="person.id")
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
