"""Who scores which entry."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.given import new_ref
from ideas.judging.panels.rules import AssignmentState


class Assignment(SQLModel, table=True):
    """One judge, one entry, one step: and the sheet between them.

    `place` is this judge's own order; `revision` and `hand` keep two browser tabs apart. `note`
    is for the panel, `note_team` for the team; `seconds` for the judge alone; `versions`: locks.
    `declared_at`: when the judge signed the list that this entry was on.
    `anchor`: given in the calibration room to every judge; it counts for no entry.
    `uncalled`: of a presentation that has not begun, so nothing can be marked yet.
    """

    __table_args__ = (
        UniqueConstraint("step_id", "entry_id", "judge_id", "anchor", name="assignment_once"),
    )

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    step_id: UUID = Field(foreign_key="step.id", index=True)
    entry_id: UUID = Field(foreign_key="entry.id", index=True)
    judge_id: UUID = Field(foreign_key="person.id", index=True)
    place: int
    anchor: bool = False
    uncalled: bool = False
    state: AssignmentState = Field(default=AssignmentState.OPEN, sa_type=word(AssignmentState))
    note: str = Field(default="", max_length=4000)
    note_team: str = Field(default="", max_length=4000)
    seconds: int = 0
    versions: int = 0
    revision: int = 0
    hand: str = Field(default="", max_length=64)
    assigned_at: datetime = Field(sa_type=Moment)
    declared_at: datetime | None = Field(default=None, sa_type=Moment)
    saved_at: datetime | None = Field(default=None, sa_type=Moment)
    locked_at: datetime | None = Field(default=None, sa_type=Moment)


class Room(SQLModel, table=True):
    """A panel's calibration room. It stands here, since nothing is drawn before it is closed."""

    step_id: UUID = Field(foreign_key="step.id", primary_key=True)
    opened_at: datetime = Field(sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    reason: str = Field(default="", max_length=600)
