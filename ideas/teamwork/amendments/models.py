"""A change of a team that was sent: what is asked, why, and each one's own word on it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.teamwork.amendments.rules import AmendmentState
from ideas.writing.proposals.rules import Consent, Part

WAITS = text("state = 'waiting'")


class Amendment(SQLModel, table=True):
    """One change. Of one team only one waits at a time."""

    __table_args__ = (
        Index(
            "ix_amendment_waiting", "proposal_id", unique=True,
            sqlite_where=WAITS, postgresql_where=WAITS,
        ),
    )  # fmt: skip

    id: UUID = identity()
    proposal_id: UUID = Field(foreign_key="proposal.id", index=True)
    asked_by: UUID = Field(foreign_key="person.id")
    reason: str = Field(max_length=300)
    state: AmendmentState = Field(default=AmendmentState.WAITING, sa_type=word(AmendmentState))
    asked_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)


class AmendmentLine(SQLModel, table=True):
    """What one person is to be: before and after, and whether they agree."""

    __tablename__ = "amendment_line"
    __table_args__ = (CheckConstraint("share BETWEEN 0 AND 100", name="amendment_line_share"),)

    amendment_id: UUID = Field(foreign_key="amendment.id", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)
    part: Part = Field(sa_type=word(Part))
    share: int
    before: int
    joins: bool = False
    consent: Consent = Field(sa_type=word(Consent))
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
