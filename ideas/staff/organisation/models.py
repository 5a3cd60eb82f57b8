"""The tree of units: agency, offices, divisions, down to wards, schools and health centres."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, String
from sqlmodel import Field, SQLModel

from ideas.database import identity, word
from ideas.given import new_ref
from ideas.staff.organisation.rules import UnitKind, Zone

# Byte order on every database, so that a subtree is a range of the index.
PathText = String(400).with_variant(String(400, collation="C"), "postgresql")


class Unit(SQLModel, table=True):
    """A node of the organisation, as it is today. `path` holds the refs from the root: 'AA/BB/'.

    `code` is the unit's key elsewhere (unorId in SIASN), when it came from there. `since` and
    `until` are the first and the last day of its life, when they are known.
    """

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    parent_id: UUID | None = Field(default=None, foreign_key="unit.id", index=True)
    kind: UnitKind = Field(sa_type=word(UnitKind))
    name: str = Field(max_length=200)
    path: str = Field(sa_type=PathText, index=True)
    zone: Zone = Field(default=Zone.WIB, sa_type=word(Zone))
    code: str | None = Field(default=None, max_length=64, unique=True, index=True)
    since: date | None = None
    until: date | None = None
    merged_into_id: UUID | None = Field(default=None, foreign_key="unit.id", index=True)


class UnitSpan(SQLModel, table=True):
    """What held of a unit from a day until a day: the spans of one unit follow without a gap."""

    __tablename__ = "unit_span"
    __table_args__ = (
        Index("ix_unit_span_path", "path"),
        Index("ix_unit_span_since", "since"),
    )

    unit_id: UUID = Field(foreign_key="unit.id", primary_key=True)
    since: date = Field(primary_key=True)
    until: date | None = None
    parent_id: UUID | None = Field(default=None, foreign_key="unit.id", index=True)
    name: str = Field(max_length=200)
    path: str = Field(sa_type=PathText)
