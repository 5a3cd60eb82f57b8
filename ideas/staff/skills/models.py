"""Interests and skills that somebody chose for themselves."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment


class PersonSkill(SQLModel, table=True):
    """One skill of one person. Others see it only while its person lets skills be shown."""

    __tablename__ = "person_skill"

    person_id: UUID = Field(foreign_key="person.id", primary_key=True)
    skill: str = Field(max_length=40, primary_key=True, index=True)
    chosen_at: datetime = Field(sa_type=Moment)
