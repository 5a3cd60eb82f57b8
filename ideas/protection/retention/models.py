"""How long each passing thing is kept here, where the office chose otherwise than usual."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment, word
from ideas.protection.retention.rules import Kind


class RetentionPeriod(SQLModel, table=True):
    __tablename__ = "retention_period"

    kind: Kind = Field(sa_type=word(Kind), primary_key=True)
    days: int
    set_by: UUID = Field(foreign_key="person.id")
    set_at: datetime = Field(sa_type=Moment)
