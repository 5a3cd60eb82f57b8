"""Suggestions: another wording for a passage, which the team takes up or turns down."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.given import new_ref
from ideas.talking.suggestions.rules import SuggestionState


class Suggestion(SQLModel, table=True):
    """`passage` of one part, as it stood at `start`, is to become `wording`; `why` says for what.

    Taken up, it names the version that it went into.
    """

    __table_args__ = (Index("suggestion_list", "proposal_id", "state", "made_at"),)

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True, index=True)
    proposal_id: UUID = Field(foreign_key="proposal.id")
    author_id: UUID = Field(foreign_key="person.id", index=True)
    part: str = Field(max_length=60)
    start: int
    passage: str = Field(max_length=5000)
    wording: str = Field(max_length=5000)
    why: str = Field(default="", max_length=500)
    state: SuggestionState = Field(default=SuggestionState.OPEN, sa_type=word(SuggestionState))
    made_at: datetime = Field(sa_type=Moment)
    answer: str = Field(default="", max_length=500)
    answered_by: UUID | None = Field(default=None, foreign_key="person.id")
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
    version: int | None = None
