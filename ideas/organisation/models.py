"""The tree of units: agency, offices, divisions, down to wards, schools and health centres."""

from datetime import date
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import identity, word
from ideas.given import new_ref
from ideas.organisation.rules import UnitKind, Zone


class Unit(SQLModel, table=True):
    """A node of the organisation. `path` holds the refs from the root down: 'AAAA/BBBB/'.

    `code` is the unit's key elsewhere (unorId in SIASN), when it came from there.
    """

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    parent_id: UUID | None = Field(default=None, foreign_key="unit.id", index=True)
    kind: UnitKind = Field(sa_type=word(UnitKind))
    name: str = Field(max_length=200)
    path: str = Field(max_length=400, index=True)
    zone: Zone = Field(default=Zone.WIB, sa_type=word(Zone))
    code: str | None = Field(default=None, max_length=64, unique=True, index=True)
    since: date | None = None
    until: date | None = None
