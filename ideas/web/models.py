"""What the web remembers of forms that were sent, so that none counts twice."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment


class Once(SQLModel, table=True):
    """A form that was sent, and what was answered: written in the same transaction."""

    key: str = Field(max_length=64, primary_key=True)
    person_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    path: str = Field(max_length=300)
    digest: str = Field(max_length=64)
    at: datetime = Field(sa_type=Moment, index=True)
    status: int = 0
    location: str = Field(default="", max_length=600)
    body: str = ""
