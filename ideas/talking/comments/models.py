"""What people say about a proposal, and whom they name in it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.given import new_ref
from ideas.talking.comments.rules import Circle


class Comment(SQLModel, table=True):
    """One comment; a reply names the comment that its thread begins with.

    `question`: the team owes an answer until `answered_at`. Deleted by its author it has no text;
    hidden by a moderator it keeps its text for the decision only.
    """

    __table_args__ = (
        Index("comment_list", "proposal_id", "parent_id", "written_at", "id"),
        Index("comment_of_author", "author_id", "written_at"),
    )

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True, index=True)
    proposal_id: UUID = Field(foreign_key="proposal.id")
    parent_id: UUID | None = Field(default=None, foreign_key="comment.id", index=True)
    author_id: UUID = Field(foreign_key="person.id")
    circle: Circle = Field(sa_type=word(Circle))
    question: bool = False
    text: str = Field(max_length=5000)
    written_at: datetime = Field(sa_type=Moment)
    edit_until: datetime = Field(sa_type=Moment)
    edited_at: datetime | None = Field(default=None, sa_type=Moment)
    answered_at: datetime | None = Field(default=None, sa_type=Moment)
    deleted_at: datetime | None = Field(default=None, sa_type=Moment)
    hidden_at: datetime | None = Field(default=None, sa_type=Moment)


class Mention(SQLModel, table=True):
    """Somebody whom a comment names: `place` stands in its text in the place of the name."""

    comment_id: UUID = Field(foreign_key="comment.id", primary_key=True)
    place: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    person_id: UUID = Field(foreign_key="person.id", index=True)
