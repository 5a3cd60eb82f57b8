"""How a proposal stands to what was there before it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.discovery.kinship.rules import Way


class Kin(SQLModel, table=True):
    """What a team did about one look-alike: another proposal, or a published innovation."""

    __table_args__ = (
        UniqueConstraint("proposal_id", "other_id", name="kin_other"),
        UniqueConstraint("proposal_id", "innovation_id", name="kin_innovation"),
        CheckConstraint(
            "(other_id IS NULL) <> (innovation_id IS NULL) AND other_id <> proposal_id",
            name="kin_one",
        ),
    )

    id: UUID = identity()
    proposal_id: UUID = Field(foreign_key="proposal.id", index=True)
    other_id: UUID | None = Field(default=None, foreign_key="proposal.id", index=True)
    innovation_id: UUID | None = Field(default=None, foreign_key="innovation.id", index=True)
    way: Way = Field(sa_type=word(Way))
    reason: str = Field(default="", max_length=600)
    by_id: UUID = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)


class Approach(SQLModel, table=True):
    """Somebody would like to join a team. Asked once; the lead invites them or not."""

    proposal_id: UUID = Field(foreign_key="proposal.id", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)
    at: datetime = Field(sa_type=Moment)
