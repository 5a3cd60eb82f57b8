"""What a sitting leaves behind: its presence, its talks, its changes, and who signed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.deciding.plenaries.rules import Decision
from ideas.given import new_ref


class Plenary(SQLModel, table=True):
    """A sitting that began. Signed by one who leads it and by a second person, it is closed.

    `digest` binds the order that both signed; `minutes` is the key of the minutes, once typeset.
    """

    __table_args__ = (
        CheckConstraint("second_id IS NULL OR second_id <> first_id", name="plenary_two"),
    )

    step_id: UUID = Field(foreign_key="step.id", primary_key=True)
    began_at: datetime = Field(sa_type=Moment)
    digest: str = Field(default="", max_length=64)
    first_id: UUID | None = Field(default=None, foreign_key="person.id")
    first_at: datetime | None = Field(default=None, sa_type=Moment)
    second_id: UUID | None = Field(default=None, foreign_key="person.id")
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    minutes: str | None = Field(default=None, max_length=80)


class Presence(SQLModel, table=True):
    """Somebody was in the room for a while, or still is."""

    id: UUID = identity()
    step_id: UUID = Field(foreign_key="step.id", index=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    since: datetime = Field(sa_type=Moment)
    until: datetime | None = Field(default=None, sa_type=Moment)


class Talk(SQLModel, table=True):
    """An entry was talked about."""

    step_id: UUID = Field(foreign_key="step.id", primary_key=True)
    entry_id: UUID = Field(foreign_key="entry.id", primary_key=True)
    began_at: datetime = Field(sa_type=Moment)


class Aside(SQLModel, table=True):
    """A member who was present and left the room while an entry was talked about."""

    step_id: UUID = Field(foreign_key="step.id", primary_key=True)
    entry_id: UUID = Field(foreign_key="entry.id", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", primary_key=True)


class OrderChange(SQLModel, table=True):
    """An entry is to go right above another, or to the end. Decided once; it is never taken out."""

    __tablename__ = "order_change"

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    step_id: UUID = Field(foreign_key="step.id", index=True)
    entry_id: UUID = Field(foreign_key="entry.id", index=True)
    above_id: UUID | None = Field(default=None, foreign_key="entry.id")
    reason: str = Field(max_length=600)
    by_id: UUID = Field(foreign_key="person.id", index=True)
    at: datetime = Field(sa_type=Moment)
    decision: Decision = Field(default=Decision.PROPOSED, sa_type=word(Decision))
    voters: int = 0
    in_favour: int = 0
    against: int = 0
    abstained: int = 0
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
