"""A file of people on its way in: the file, its rows laid down to be compared, what is wrong."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from ideas.database import Document, Moment, identity, word
from ideas.given import new_ref
from ideas.staff.people.rules import Employment, PositionKind
from ideas.staff.roster.rules import Column, Fault
from ideas.staff.sheets.rules import FileFault
from ideas.staff.staging.rules import Effect, Gone, IntakeState


class Intake(SQLModel, table=True):
    """One file, known by the SHA-256 of its content. `day` is when its changes begin to count.

    `scope` is the path of the unit whose subtree it may touch; `mapping` column → header text.
    """

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    digest: str = Field(max_length=64, index=True)
    name: str = Field(max_length=200)
    file: str = Field(default="", max_length=80)
    size: int = Field(default=0, sa_type=BigInteger)
    scope: str = Field(default="", max_length=400)
    by_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    made_at: datetime = Field(sa_type=Moment)
    day: date
    state: IntakeState = Field(default=IntakeState.UPLOADED, sa_type=word(IntakeState))
    shape: str = Field(default="", max_length=64, index=True)
    header: list[str] = Field(default_factory=list, sa_type=Document)
    mapping: dict[str, str] = Field(default_factory=dict, sa_type=Document)
    strict: bool = False
    gone: Gone = Field(default=Gone.KEEP, sa_type=word(Gone))
    rows: int = 0
    line: int = 0
    counts: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    trouble: str = Field(default="", max_length=24)
    changed_at: datetime = Field(sa_type=Moment)

    @property
    def trouble_word(self) -> FileFault:
        """Why it cannot be read."""
        return FileFault(self.trouble)


class IntakeRow(SQLModel, table=True):
    """One clean row, laid down to be compared by sets. It is taken away when all is done.

    PostgreSQL keeps no log of this table: after a crash of the database the file is read again.
    """

    __tablename__ = "intake_row"

    intake_id: UUID = Field(primary_key=True)
    line: int = Field(primary_key=True)
    number: str | None = Field(default=None, max_length=18)
    code: str | None = Field(default=None, max_length=64)
    name: str | None = Field(default=None, max_length=200)
    titles_before: str | None = Field(default=None, max_length=60)
    titles_after: str | None = Field(default=None, max_length=100)
    employment: Employment | None = Field(default=None, sa_type=word(Employment))
    email: str | None = Field(default=None, max_length=254)
    position: str | None = Field(default=None, max_length=200)
    grade: str | None = Field(default=None, max_length=20)
    superior: str | None = Field(default=None, max_length=64)
    unit_id: UUID | None = None
    kind: PositionKind | None = Field(default=None, sa_type=word(PositionKind))
    since: date | None = None
    eve: date | None = None
    fresh_id: UUID | None = None
    fresh_ref: str | None = Field(default=None, max_length=9)
    posting_id: UUID | None = None
    wrong: bool = False


class IntakeFault(SQLModel, table=True):
    """What is wrong with one cell of one row, as it may be told: numbers are masked.

    `across`: found by comparing rows with each other and with the people we know.
    """

    __tablename__ = "intake_fault"

    intake_id: UUID = Field(foreign_key="intake.id", primary_key=True)
    line: int = Field(primary_key=True)
    turn: int = Field(primary_key=True)
    place: Column | None = Field(default=None, sa_type=word(Column))
    fault: Fault = Field(sa_type=word(Fault))
    value: str = Field(default="", max_length=80)
    near: str = Field(default="", max_length=700)
    mild: bool = False
    across: bool = False


class IntakeChange(SQLModel, table=True):
    """What a file would do to one person: the first few of each kind, to look at before."""

    __tablename__ = "intake_change"

    intake_id: UUID = Field(foreign_key="intake.id", primary_key=True)
    effect: Effect = Field(sa_type=word(Effect), primary_key=True)
    turn: int = Field(primary_key=True)
    line: int | None = None
    name: str = Field(max_length=200)
    unit: str = Field(max_length=200)
    before: str = Field(default="", max_length=200)
    what: str = Field(default="", max_length=80)

    @property
    def columns(self) -> list[Column]:
        return [Column(word) for word in self.what.split()]
