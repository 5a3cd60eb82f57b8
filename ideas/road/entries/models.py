"""A proposal entered in a competition: a frozen version that walks the steps."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Document, Moment, identity, word
from ideas.given import new_code, new_ref
from ideas.road.entries.rules import Verdict
from ideas.stages import EntryState, Owner


class Entry(SQLModel, table=True):
    """Always a running clock (owner, due), a return with a clock, or an end with a reason.

    `lead_id`, `unit_id` and `superior_id` are as they were at submission. `asks_more`: shortlisted,
    and not completed yet; once it is, the `pitch_` fields keep what was submitted.
    """

    __table_args__ = (
        UniqueConstraint("proposal_id", "competition_id", name="entry_once"),
        CheckConstraint(
            "(state IN ('running', 'returned') AND due_at IS NOT NULL AND owner <> 'nobody')"
            " OR (state NOT IN ('running', 'returned') AND owner = 'nobody' AND reason <> '')",
            name="entry_clock_or_end",
        ),
        Index("entry_list", "competition_id", "shown", "ref"),
    )

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    proposal_id: UUID = Field(foreign_key="proposal.id", index=True)
    competition_id: UUID = Field(foreign_key="competition.id", index=True)
    version_id: UUID = Field(foreign_key="version.id")
    category: str = Field(max_length=60)
    title: str = Field(max_length=200)
    summary: str = Field(max_length=1000)
    unit_id: UUID = Field(foreign_key="unit.id")
    lead_id: UUID = Field(foreign_key="person.id", index=True)
    superior_id: UUID = Field(foreign_key="person.id", index=True)
    step_id: UUID = Field(foreign_key="step.id", index=True)
    state: EntryState = Field(default=EntryState.RUNNING, sa_type=word(EntryState))
    owner: Owner = Field(sa_type=word(Owner))
    due_at: datetime | None = Field(default=None, sa_type=Moment)
    reason: str = Field(default="", max_length=600)
    shown: bool = False
    corrections: int = 0
    asks_more: bool = False
    pitch_version_id: UUID | None = Field(default=None, foreign_key="version.id")
    pitch_digest: str = Field(default="", max_length=64)
    submitted_at: datetime = Field(sa_type=Moment)
    receipt: str = Field(default_factory=new_code, max_length=19, unique=True)
    digest: str = Field(max_length=64)


class Decision(SQLModel, table=True):
    """Pass, return or fail at a step: who, when, why."""

    id: UUID = identity()
    entry_id: UUID = Field(foreign_key="entry.id", index=True)
    step_id: UUID = Field(foreign_key="step.id")
    verdict: Verdict = Field(sa_type=word(Verdict))
    note: str = Field(max_length=2000)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    by_id: UUID | None = Field(default=None, foreign_key="person.id")
    at: datetime = Field(sa_type=Moment)
