"""What is looked for on a visit, and what is found."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.given import new_ref
from ideas.judging.findings.rules import Finding, Found


class Claim(SQLModel, table=True):
    """What the entry says is so, in which section, and what the field says to it."""

    __tablename__ = "visit_claim"

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    visit_id: UUID = Field(foreign_key="field_visit.id", index=True)
    place: int
    claimed: str = Field(max_length=600)
    section: str = Field(default="", max_length=40)
    found: Found | None = Field(default=None, sa_type=word(Found), nullable=True)
    note: str = Field(default="", max_length=2000)
    spot: str = Field(default="", max_length=200)
    hand: str = Field(default="", max_length=64)
    looked_at: datetime | None = Field(default=None, sa_type=Moment)

    @property
    def finding(self) -> Finding:
        return Finding(self.found, self.note, self.spot)
