"""The index of what can be found, the same tokens on both databases."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect, Index, Integer, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

from ideas.database import Document, Moment, word
from ideas.discovery.finding.rules import Kind, as_vector


class Tokens(TypeDecorator[Sequence[str]]):
    """A tsvector where there is one; else a text, which triggers keep in an FTS5 table."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind: TypeEngine[Any] = TSVECTOR() if dialect.name == "postgresql" else Text()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return as_vector(value) if dialect.name == "postgresql" else " ".join(value)


BEYOND = text("reach_id IS NOT NULL")


class Findable(SQLModel, table=True):
    """One thing that can be found. Who may find it is never decided here, but by the thing itself.

    `reach_id`: the unit below which it may be read, everywhere, or nothing: its team alone.
    `title` and `summary` are stems between blanks: what relevance counts. `id` leaves the
    database nowhere, for it would count what is hidden.
    """

    __table_args__ = (
        UniqueConstraint("kind", "subject_id", name="findable_once"),
        Index("ix_findable_reach_id", "reach_id", "saved_at", "ref"),
        Index("ix_findable_terms", "terms", postgresql_using="gin", postgresql_where=BEYOND),
    )

    id: int = Field(default=None, primary_key=True, sa_type=Integer)
    kind: Kind = Field(sa_type=word(Kind))
    subject_id: UUID
    proposal_id: UUID | None = Field(
        default=None, foreign_key="proposal.id", index=True, ondelete="CASCADE"
    )
    competition_id: UUID | None = Field(default=None, foreign_key="competition.id")
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    reach_id: UUID | None = None
    ref: str = Field(max_length=9)
    category: str = Field(max_length=60)
    year: int
    tags: list[str] = Field(default_factory=list, sa_type=Document)
    title: str = Field(sa_type=Text)
    summary: str = Field(sa_type=Text)
    terms: Any = Field(sa_type=Tokens)
    saved_at: datetime = Field(sa_type=Moment)
