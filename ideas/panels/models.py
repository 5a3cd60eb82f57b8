"""Who scores which entry, and what they wrote on their sheet."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.given import new_ref
from ideas.panels.rules import AssignmentState, ConflictKind


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


class Mark(SQLModel, table=True):
    """One criterion on one sheet; a reason may be written before the value is chosen."""

    __table_args__ = (CheckConstraint("value BETWEEN 1 AND 5", name="mark_scale"),)

    assignment_id: UUID = Field(foreign_key="assignment.id", primary_key=True)
    criterion: str = Field(max_length=40, primary_key=True)
    value: int | None = None
    reason: str = Field(default="", max_length=2000)


class Conflict(SQLModel, table=True):
    """A judge and an entry that must stay apart, and why."""

    __table_args__ = (UniqueConstraint("entry_id", "person_id", name="conflict_once"),)

    id: UUID = identity()
    entry_id: UUID = Field(foreign_key="entry.id", index=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    kind: ConflictKind = Field(sa_type=word(ConflictKind))
    note: str = Field(default="", max_length=600)
    found_at: datetime = Field(sa_type=Moment)
