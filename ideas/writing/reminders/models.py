"""Whom a draft reminds of its close."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment


class Reminding(SQLModel, table=True):
    """How far one person was reminded of one draft, before which close; or that it is put aside."""

    proposal_id: UUID = Field(foreign_key="proposal.id", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)
    days: int = 0
    closes_at: datetime | None = Field(default=None, sa_type=Moment)
    told_at: datetime | None = Field(default=None, sa_type=Moment)
    aside: bool = False
