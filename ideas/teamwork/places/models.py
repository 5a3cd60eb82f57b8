"""A place in a team that is still free, the skills it asks for, and who offered to take it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.given import new_ref
from ideas.teamwork.places.rules import AnswerState, PlaceState


class Place(SQLModel, table=True):
    """Somebody is needed: the lead says whom and what for."""

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True, index=True)
    proposal_id: UUID = Field(foreign_key="proposal.id", index=True)
    title: str = Field(max_length=100)
    what: str = Field(max_length=500)
    hours: int | None = None
    state: PlaceState = Field(default=PlaceState.OPEN, sa_type=word(PlaceState))
    made_at: datetime = Field(sa_type=Moment, index=True)


class PlaceSkill(SQLModel, table=True):
    """One skill that a place asks for."""

    __tablename__ = "place_skill"

    place_id: UUID = Field(foreign_key="place.id", primary_key=True)
    skill: str = Field(max_length=40, primary_key=True, index=True)


class PlaceAnswer(SQLModel, table=True):
    """A colleague who offers to come, with one line."""

    __tablename__ = "place_answer"
    __table_args__ = (UniqueConstraint("place_id", "person_id", name="place_answer_once"),)

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True, index=True)
    place_id: UUID = Field(foreign_key="place.id", index=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    line: str = Field(max_length=300)
    state: AnswerState = Field(default=AnswerState.WAITING, sa_type=word(AnswerState))
    made_at: datetime = Field(sa_type=Moment)
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
