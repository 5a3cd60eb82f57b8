"""The browsers in which somebody is signed in."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.identity.signins.rules import Method


class SignIn(SQLModel, table=True):
    """One signed-in browser. Only a hash of its cookie is kept.

    `strong`: by two factors; roles count only then. `waits`: the second is owed, nobody is in yet.
    `proved_at`: when the person last proved who they are. `sid` names the provider's own session.
    """

    __tablename__ = "sign_in"

    id: UUID = identity()
    token_hash: str = Field(max_length=64, unique=True, index=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    method: Method = Field(default=Method.PASSWORD, sa_type=word(Method))
    strong: bool = False
    waits: bool = False
    browser: str = Field(default="", max_length=80)
    place: str = Field(default="", max_length=40)
    began_at: datetime = Field(sa_type=Moment)
    proved_at: datetime = Field(sa_type=Moment)
    ends_at: datetime = Field(sa_type=Moment, index=True)
    issuer: str | None = Field(default=None, max_length=300)
    sid: str | None = Field(default=None, max_length=255, index=True)
