"""Links that come by letter."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.identity.links.rules import Purpose


class Link(SQLModel, table=True):
    """Opens one account once, for a short time. The token is made when the letter is posted.

    `bound`: the password's version it was made for; 0 when there was no account yet.
    """

    id: UUID = identity()
    person_id: UUID = Field(foreign_key="person.id", index=True)
    purpose: Purpose = Field(sa_type=word(Purpose))
    token_hash: str | None = Field(default=None, max_length=64, unique=True, index=True)
    bound: int = 0
    made_at: datetime = Field(sa_type=Moment)
    ends_at: datetime | None = Field(default=None, sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)
