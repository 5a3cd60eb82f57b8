"""What people decided about being shown, and to which words of ours they said so."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.protection.consents.rules import Shown


class Choice(SQLModel, table=True):
    """One decision. The newest counts; the earlier ones stay as proof of what was agreed when."""

    __tablename__ = "consent_choice"
    __table_args__ = (UniqueConstraint("person_id", "number", name="consent_choice_number"),)

    id: UUID = identity()
    person_id: UUID = Field(foreign_key="person.id", index=True)
    number: int
    shown: Shown = Field(sa_type=word(Shown))
    agreed: bool
    version: int
    at: datetime = Field(sa_type=Moment)
