"""People as identity providers know them."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment


class Identity(SQLModel, table=True):
    """A person as an identity provider knows them: (issuer, subject), never an e-mail."""

    issuer: str = Field(max_length=300, primary_key=True)
    subject: str = Field(max_length=255, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    linked_at: datetime = Field(sa_type=Moment)
