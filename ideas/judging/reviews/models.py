"""What judges wrote on their sheets."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Document, Moment


class Mark(SQLModel, table=True):
    """One criterion on one sheet that was saved. A reason may be written before the value is
    chosen, and nothing stands where nothing is said yet or no more."""

    __table_args__ = (
        CheckConstraint("value BETWEEN 0 AND 100", name="mark_scale"),
        CheckConstraint("value IS NULL OR NOT abstained", name="mark_or_abstained"),
    )

    assignment_id: UUID = Field(foreign_key="assignment.id", primary_key=True)
    criterion: str = Field(max_length=40, primary_key=True)
    value: int | None = None
    abstained: bool = False
    reason: str = Field(default="", max_length=2000)


class SheetVersion(SQLModel, table=True):
    """A sheet as it was locked: written once, never changed."""

    __tablename__ = "sheet_version"

    assignment_id: UUID = Field(foreign_key="assignment.id", primary_key=True)
    number: int = Field(primary_key=True)
    marks: list[Any] = Field(default_factory=list, sa_type=Document)
    note: str = Field(default="", max_length=4000)
    note_team: str = Field(default="", max_length=4000)
    digest: str = Field(max_length=64)
    locked_at: datetime = Field(sa_type=Moment)
