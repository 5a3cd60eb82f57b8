"""A visit to one entry, and who goes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Document, Moment, identity, word
from ideas.judging.visits.rules import VisitPart, VisitState


class FieldVisit(SQLModel, table=True):
    """`told_at`: team and visitors know; `signed_at`: all signed, nothing changes any more.

    `attached`: the photos of each claim. `hand`: the form that wrote the conclusion last.
    """

    __tablename__ = "field_visit"
    __table_args__ = (UniqueConstraint("step_id", "entry_id", name="field_visit_once"),)

    id: UUID = identity()
    step_id: UUID = Field(foreign_key="step.id", index=True)
    entry_id: UUID = Field(foreign_key="entry.id", index=True)
    starts_at: datetime | None = Field(default=None, sa_type=Moment)
    place: str = Field(default="", max_length=300)
    position: str = Field(default="", max_length=40)
    told_at: datetime | None = Field(default=None, sa_type=Moment)
    confirmed_at: datetime | None = Field(default=None, sa_type=Moment)
    conclusion: str = Field(default="", max_length=4000)
    hand: str = Field(default="", max_length=64)
    revision: int = 0
    saved_at: datetime | None = Field(default=None, sa_type=Moment)
    attached: dict[str, list[str]] = Field(default_factory=dict, sa_type=Document)
    signed_at: datetime | None = Field(default=None, sa_type=Moment)
    skipped_at: datetime | None = Field(default=None, sa_type=Moment)
    skipped: str = Field(default="", max_length=600)

    @property
    def state(self) -> VisitState:
        if self.skipped_at:
            return VisitState.SKIPPED
        if self.signed_at:
            return VisitState.SIGNED
        return VisitState.TOLD if self.told_at else VisitState.PLANNED


class VisitMember(SQLModel, table=True):
    """Somebody who goes. `signed_at`: they stand by the report as it is now."""

    __tablename__ = "visit_member"

    visit_id: UUID = Field(foreign_key="field_visit.id", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)
    part: VisitPart = Field(sa_type=word(VisitPart))
    signed_at: datetime | None = Field(default=None, sa_type=Moment)
