"""The sealed result of a competition, later published."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.given import new_ref
from ideas.stages import OutcomeState


class Outcome(SQLModel, table=True):
    """One per competition. Before release it holds no rank: only a salted promise of them.

    `method` and `why` are written at the release: how scores were corrected, empty if not at all.
    """

    __table_args__ = (
        CheckConstraint("approved_by IS NULL OR approved_by <> sealed_by", name="outcome_two"),
    )

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    competition_id: UUID = Field(foreign_key="competition.id", unique=True)
    step_id: UUID = Field(foreign_key="step.id")
    state: OutcomeState = Field(sa_type=word(OutcomeState))
    decree_number: str = Field(max_length=80)
    decree_date: date
    release_at: datetime = Field(sa_type=Moment)
    sealed_by: UUID = Field(foreign_key="person.id")
    sealed_at: datetime = Field(sa_type=Moment)
    seal_salt: str = Field(max_length=64)
    seal_digest: str = Field(max_length=64)
    rules_digest: str = Field(max_length=64)
    method: str = Field(default="", max_length=24)
    why: str = Field(default="", max_length=24)
    approved_by: UUID | None = Field(default=None, foreign_key="person.id")
    approved_at: datetime | None = Field(default=None, sa_type=Moment)
    released_at: datetime | None = Field(default=None, sa_type=Moment)


class Result(SQLModel, table=True):
    """Where one entry came. Written in the release transaction, never changed.

    The score is an exact fraction of 100: `score_top / score_bottom`; so is the raw mean. The
    rank interval and its standard error are told where the rules ask for more than plain means.
    `computed`: where the marks alone had put it, where a plenary decided; `changed`: why it was
    moved, a line for each time.
    """

    outcome_id: UUID = Field(foreign_key="outcome.id", primary_key=True)
    entry_id: UUID = Field(foreign_key="entry.id", primary_key=True)
    place: int
    score_top: int
    score_bottom: int
    mean_top: int | None = None
    mean_bottom: int | None = None
    se: float | None = None
    low: int | None = None
    high: int | None = None
    drawn: bool = False
    sheets: int
    votes: int
    award: str = Field(default="", max_length=120)
    computed: int | None = None
    changed: str = Field(default="", sa_type=Text)
