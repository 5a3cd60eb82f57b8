"""What a panel agreed on in its calibration room."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity
from ideas.judging.rooms.rules import MOST_WORDS


class Wording(SQLModel, table=True):
    """A clarification of one criterion. The newest is in force; none is ever changed."""

    __table_args__ = (UniqueConstraint("step_id", "criterion", "number", name="wording_order"),)

    id: UUID = identity()
    step_id: UUID = Field(foreign_key="step.id", index=True)
    criterion: str = Field(max_length=40)
    number: int
    text: str = Field(max_length=MOST_WORDS)
    agreed_at: datetime = Field(sa_type=Moment)
    digest: str = Field(max_length=64)
