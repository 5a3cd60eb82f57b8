"""Secret, binding votes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Moment


class Ballot(SQLModel, table=True):
    """One mark on one voter's paper. The key and the quota beside it limit the slots.

    The receipt is the whole paper's: it tells that the paper counts, never what stands on it.
    `voter_id` is a person until the time for objections is over, then a number that means nobody.
    """

    __table_args__ = (
        ForeignKeyConstraint(["step_id", "quota"], ["step.id", "step.quota"], name="ballot_quota"),
        CheckConstraint("slot BETWEEN 1 AND quota", name="ballot_slot"),
        UniqueConstraint("step_id", "voter_id", "entry_id", name="ballot_entry_once"),
    )

    step_id: UUID = Field(primary_key=True)
    voter_id: UUID = Field(primary_key=True)
    slot: int = Field(primary_key=True)
    quota: int
    entry_id: UUID = Field(foreign_key="entry.id", index=True)
    cast_at: datetime = Field(sa_type=Moment)
    receipt: str = Field(max_length=19)
