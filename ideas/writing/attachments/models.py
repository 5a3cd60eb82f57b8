"""One file or link in one section of one proposal."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity
from ideas.given import new_ref
from ideas.writing.attachments.rules import LONGEST_ALT, LONGEST_LINK


class Attachment(SQLModel, table=True):
    """`Proposal.attached` says which ones it has now and in which order, a frozen version which
    ones were sent; `frozen` ones stay for that, even when they were removed."""

    __table_args__ = (
        CheckConstraint("(file_id IS NULL) <> (link = '')", name="attachment_file_or_link"),
    )

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    proposal_id: UUID = Field(foreign_key="proposal.id", index=True)
    section: str = Field(max_length=40)
    file_id: UUID | None = Field(default=None, foreign_key="file.id", index=True)
    name: str = Field(max_length=200)
    alt: str = Field(default="", max_length=LONGEST_ALT)
    link: str = Field(default="", max_length=LONGEST_LINK)
    by_id: UUID = Field(foreign_key="person.id", index=True)
    added_at: datetime = Field(sa_type=Moment)
    removed_at: datetime | None = Field(default=None, sa_type=Moment, index=True)
    frozen: bool = False
