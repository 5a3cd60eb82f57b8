"""Who scores which entry."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.given import new_ref
from ideas.panels.rules import AssignmentState


class Assignment(SQLModel, table=True):
    """One judge, one entry, one step: and the sheet between them.

    `place` is this judge's own order; `revision` and `hand` keep two browser tabs apart.
    """

    __table_args__ = (UniqueConstraint("step_id", "entry_id", "judge_id", name="assignment_once"),)

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    step_id: UUID = Field(foreign_key="step.id", index=True)
    entry_id: UUID = Field(foreign_key="entry.id", index=True)
    judge_id: UUID = Field(foreign_key="person.id", index=True)
    place: int
    state: AssignmentState = Field(default=AssignmentState.OPEN, sa_type=word(AssignmentState))
    note: str = Field(default="", max_length=4000)
    revision: int = 0
    hand: str = Field(default="", max_length=64)
    assigned_at: datetime = Field(sa_type=Moment)
    saved_at: datetime | None = Field(default=None, sa_type=Moment)
    locked_at: datetime | None = Field(default=None, sa_type=Moment)
