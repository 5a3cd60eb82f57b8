"""What judges wrote on their sheets."""

from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class Mark(SQLModel, table=True):
    """One criterion on one sheet; a reason may be written before the value is chosen."""

    __table_args__ = (CheckConstraint("value BETWEEN 1 AND 5", name="mark_scale"),)

    assignment_id: UUID = Field(foreign_key="assignment.id", primary_key=True)
    criterion: str = Field(max_length=40, primary_key=True)
    value: int | None = None
    reason: str = Field(default="", max_length=2000)
