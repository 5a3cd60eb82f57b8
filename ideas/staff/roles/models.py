"""Who holds which role, where, from when until when, and why."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.given import new_ref
from ideas.permissions import Role


class RoleGrant(SQLModel, table=True):
    """A role within a scope: a unit's subtree, one competition or one category of it; neither
    unit nor competition means everywhere. `waits`: a second person has not agreed yet.
    """

    __tablename__ = "role_grant"
    __table_args__ = (
        CheckConstraint("unit_id IS NULL OR competition_id IS NULL", name="grant_one_scope"),
        CheckConstraint("category = '' OR competition_id IS NOT NULL", name="grant_category"),
        CheckConstraint("begins_at IS NULL OR ends_at IS NULL OR begins_at <= ends_at",
                        name="grant_order"),
        CheckConstraint("granted_by <> person_id", name="grant_not_oneself"),
        CheckConstraint("approved_by <> person_id AND approved_by <> granted_by",
                        name="grant_second_person"),
    )  # fmt: skip

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True, index=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    role: Role = Field(sa_type=word(Role))
    unit_id: UUID | None = Field(default=None, foreign_key="unit.id")
    competition_id: UUID | None = Field(default=None, foreign_key="competition.id", index=True)
    category: str = Field(default="", max_length=40)
    why: str = Field(default="", max_length=300)
    granted_at: datetime = Field(sa_type=Moment)
    granted_by: UUID | None = Field(default=None, foreign_key="person.id")
    waits: bool = False
    approved_by: UUID | None = Field(default=None, foreign_key="person.id")
    begins_at: datetime | None = Field(default=None, sa_type=Moment)
    ends_at: datetime | None = Field(default=None, sa_type=Moment, index=True)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
    revoked_by: UUID | None = Field(default=None, foreign_key="person.id")
    revoked_why: str = Field(default="", max_length=300)
