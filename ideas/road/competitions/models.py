"""A competition, its road of steps, and the rules it is bound to."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Document, Moment, identity, word
from ideas.given import new_ref
from ideas.road.competitions.rules import CompetitionKind
from ideas.staff.organisation.rules import Zone
from ideas.stages import CompetitionState, StepKind


class Competition(SQLModel, table=True):
    """One edition of a call. `unit_id` is the subtree whose people may take part."""

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    kind: CompetitionKind = Field(sa_type=word(CompetitionKind))
    state: CompetitionState = Field(
        default=CompetitionState.DRAFT, sa_type=word(CompetitionState), index=True
    )
    title: str = Field(max_length=160)
    theme: str = Field(max_length=200)
    about: str = Field(max_length=2000)
    unit_id: UUID = Field(foreign_key="unit.id")
    organiser_id: UUID = Field(foreign_key="unit.id")
    zone: Zone = Field(default=Zone.WIB, sa_type=word(Zone))
    rules_version: int = 1
    created_at: datetime = Field(sa_type=Moment, index=True)
    opened_at: datetime | None = Field(default=None, sa_type=Moment)


class RuleBook(SQLModel, table=True):
    """One version of a competition's rules (`competitions.rules.Rules`), with its digest."""

    __tablename__ = "rule_book"

    competition_id: UUID = Field(foreign_key="competition.id", primary_key=True)
    version: int = Field(primary_key=True)
    document: dict[str, Any] = Field(sa_type=Document)
    digest: str = Field(max_length=64)
    made_at: datetime = Field(sa_type=Moment)


class Step(SQLModel, table=True):
    """One row of a competition's road. Open for [opens_at, closes_at)."""

    __table_args__ = (
        UniqueConstraint("competition_id", "position", name="step_position"),
        # A ballot repeats its step's quota, so that the database itself limits the slots.
        UniqueConstraint("id", "quota", name="step_quota"),
        CheckConstraint("opens_at < closes_at", name="step_order"),
        CheckConstraint("quota BETWEEN 1 AND 10", name="step_quota_range"),
        CheckConstraint("per_entry BETWEEN 1 AND 15", name="step_per_entry_range"),
    )

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    competition_id: UUID = Field(foreign_key="competition.id", index=True)
    position: int
    kind: StepKind = Field(sa_type=word(StepKind))
    title: str = Field(max_length=120)
    opens_at: datetime = Field(sa_type=Moment)
    closes_at: datetime = Field(sa_type=Moment, index=True)
    service_days: int = 5
    quota: int = 1
    per_entry: int = 3
    passes: str = Field(default="everyone", max_length=20)
    turned_at: datetime | None = Field(default=None, sa_type=Moment)
