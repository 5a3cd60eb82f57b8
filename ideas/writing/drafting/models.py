"""Who wrote a draft down for somebody else."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment


class Scribe(SQLModel, table=True):
    """Who wrote an idea down for a colleague, whose idea it is once they say so."""

    proposal_id: UUID = Field(foreign_key="proposal.id", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    written_at: datetime = Field(sa_type=Moment)
