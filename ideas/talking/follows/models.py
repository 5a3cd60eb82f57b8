"""Who likes a proposal, and who wants to hear when it moves."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment


class Follow(SQLModel, table=True):
    """Somebody who wants to hear when a proposal moves."""

    proposal_id: UUID = Field(foreign_key="proposal.id", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)
    since: datetime = Field(sa_type=Moment)
