"""An idea in writing: the working copy, its versions, its team."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Document, Moment, identity, word
from ideas.given import new_ref
from ideas.writing.proposals.rules import Consent, Handover, Openness, Part


class Proposal(SQLModel, table=True):
    """The working copy. `revision` counts saves; `hand` is the form that saved last."""

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    competition_id: UUID = Field(foreign_key="competition.id", index=True)
    unit_id: UUID = Field(foreign_key="unit.id")
    openness: Openness = Field(default=Openness.TEAM, sa_type=word(Openness))
    category: str = Field(default="", max_length=60)
    title: str = Field(default="", max_length=200)
    summary: str = Field(default="", max_length=1000)
    answers: dict[str, str] = Field(default_factory=dict, sa_type=Document)
    tags: dict[str, list[str]] = Field(default_factory=dict, sa_type=Document)
    attached: dict[str, list[str]] = Field(default_factory=dict, sa_type=Document)
    source: str = Field(default="", max_length=500)
    revision: int = 0
    hand: str = Field(default="", max_length=64)
    created_at: datetime = Field(sa_type=Moment)
    saved_at: datetime = Field(sa_type=Moment)


class Version(SQLModel, table=True):
    """What the proposal said at one moment. Frozen versions are what was submitted."""

    __table_args__ = (UniqueConstraint("proposal_id", "number", name="version_number"),)

    id: UUID = identity()
    proposal_id: UUID = Field(foreign_key="proposal.id", index=True)
    number: int
    category: str = Field(max_length=60)
    title: str = Field(max_length=200)
    summary: str = Field(max_length=1000)
    answers: dict[str, str] = Field(sa_type=Document)
    tags: dict[str, list[str]] = Field(default_factory=dict, sa_type=Document)
    attached: dict[str, list[str]] = Field(default_factory=dict, sa_type=Document)
    source: str = Field(default="", max_length=500)
    by_id: UUID = Field(foreign_key="person.id")
    made_at: datetime = Field(sa_type=Moment)
    frozen: bool = False


class DraftChange(SQLModel, table=True):
    """What one save replaced: enough to read what an open form began with, for a while.

    `revision` and `hand` are of the text that was replaced; `by_id` replaced it.
    """

    __tablename__ = "draft_change"

    proposal_id: UUID = Field(foreign_key="proposal.id", primary_key=True)
    revision: int = Field(primary_key=True)
    hand: str = Field(default="", max_length=64)
    before: dict[str, str] = Field(sa_type=Document)
    by_id: UUID = Field(foreign_key="person.id")
    made_at: datetime = Field(sa_type=Moment, index=True)


class Member(SQLModel, table=True):
    """A person in a team, with their own consent to the part and the share (percent).

    `hidden`: the name is for the team and the system alone. `left_at`: went after the sending,
    when shares no longer move by themselves. `offer`: asked to lead, and what the lead then does.
    """

    __table_args__ = (CheckConstraint("share BETWEEN 0 AND 100", name="member_share"),)

    proposal_id: UUID = Field(foreign_key="proposal.id", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)
    part: Part = Field(sa_type=word(Part))
    share: int
    consent: Consent = Field(sa_type=word(Consent))
    invited_at: datetime = Field(sa_type=Moment)
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
    message: str = Field(default="", max_length=200)
    hidden: bool = False
    reason: str = Field(default="", max_length=300)
    left_at: datetime | None = Field(default=None, sa_type=Moment)
    offer: Handover | None = Field(default=None, sa_type=word(Handover))


class Support(SQLModel, table=True):
    """A public “I like this”: one for each person, never binding, never a mark."""

    proposal_id: UUID = Field(foreign_key="proposal.id", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)
    since: datetime = Field(sa_type=Moment)
