"""The plan of a presentation step, its days, its slots, and what teams ask of each other."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Document, Moment, identity, word
from ideas.given import new_ref
from ideas.judging.pitches.rules import SwapState


class PitchPlan(SQLModel, table=True):
    """How long a slot is, by which seed the order was drawn, and since when teams know it."""

    __tablename__ = "pitch_plan"

    step_id: UUID = Field(foreign_key="step.id", primary_key=True)
    talk: int
    questions: int
    seed: int = Field(sa_type=BigInteger)
    drawn_at: datetime = Field(sa_type=Moment)
    published_at: datetime | None = Field(default=None, sa_type=Moment)


class PitchDay(SQLModel, table=True):
    """When and where. `breaks` are pairs of moments; `closed_at`: its sheets were locked."""

    __tablename__ = "pitch_day"
    __table_args__ = (CheckConstraint("starts_at < ends_at", name="pitch_day_order"),)

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    step_id: UUID = Field(foreign_key="step.id", index=True)
    starts_at: datetime = Field(sa_type=Moment)
    ends_at: datetime = Field(sa_type=Moment)
    breaks: list[list[str]] = Field(default_factory=list, sa_type=Document)
    room: str = Field(max_length=120)
    link: str = Field(default="", max_length=300)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)


class Slot(SQLModel, table=True):
    """An entry's time. `sequence` counts its changes, so that calendars replace what they hold.

    `absent_at`, `absence`: its team did not come, since when that is known, and why.
    """

    __tablename__ = "pitch_slot"
    __table_args__ = (UniqueConstraint("step_id", "entry_id", name="pitch_slot_once"),)

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    step_id: UUID = Field(foreign_key="step.id", index=True)
    day_id: UUID = Field(foreign_key="pitch_day.id", index=True)
    entry_id: UUID = Field(foreign_key="entry.id", index=True)
    starts_at: datetime = Field(sa_type=Moment)
    sequence: int = 0
    confirm_by: datetime | None = Field(default=None, sa_type=Moment)
    confirmed_at: datetime | None = Field(default=None, sa_type=Moment)
    talk_at: datetime | None = Field(default=None, sa_type=Moment)
    questions_at: datetime | None = Field(default=None, sa_type=Moment)
    over_at: datetime | None = Field(default=None, sa_type=Moment)
    absent_at: datetime | None = Field(default=None, sa_type=Moment)
    absence: str = Field(default="", max_length=300)


class Swap(SQLModel, table=True):
    """A team asks for another's slot; without an `other`, the secretariat for any other."""

    __tablename__ = "pitch_swap"

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    slot_id: UUID = Field(foreign_key="pitch_slot.id", index=True)
    other_id: UUID | None = Field(default=None, foreign_key="pitch_slot.id", index=True)
    note: str = Field(default="", max_length=300)
    state: SwapState = Field(default=SwapState.WAITING, sa_type=word(SwapState))
    asked_at: datetime = Field(sa_type=Moment)
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
