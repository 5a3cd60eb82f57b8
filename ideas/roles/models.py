"""Who holds which role, where, since when."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.permissions import Role


class RoleGrant(SQLModel, table=True):
    """A role within a scope: a unit's subtree or one competition; neither means everywhere."""

    __tablename__ = "role_grant"

    id: UUID = identity()
    person_id: UUID = Field(foreign_key="person.id", index=True)
    role: Role = Field(sa_type=word(Role))
    unit_id: UUID | None = Field(default=None, foreign_key="unit.id")
    competition_id: UUID | None = Field(default=None, foreign_key="competition.id", index=True)
    granted_at: datetime = Field(sa_type=Moment)
    granted_by: UUID | None = Field(default=None, foreign_key="person.id")
    ends_at: datetime | None = Field(default=None, sa_type=Moment)
