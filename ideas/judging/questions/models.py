"""What judges ask a team, through the secretariat."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.given import new_ref
from ideas.judging.questions.rules import LONGEST_ANSWER, MOST, QuestionState


class Question(SQLModel, table=True):
    """`text` is the judge's and stays with the secretariat; the team reads `wording`.

    `reason`: why it was not passed on. Who asked, and how many did, is told to no team.
    """

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    assignment_id: UUID = Field(foreign_key="assignment.id", index=True)
    text: str = Field(max_length=MOST)
    asked_at: datetime = Field(sa_type=Moment)
    state: QuestionState = Field(
        default=QuestionState.ASKED, sa_type=word(QuestionState), index=True
    )
    wording: str = Field(default="", max_length=MOST)
    reason: str = Field(default="", max_length=600)
    handled_by: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    handled_at: datetime | None = Field(default=None, sa_type=Moment)
    answer: str = Field(default="", max_length=LONGEST_ANSWER)
    answered_by: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
