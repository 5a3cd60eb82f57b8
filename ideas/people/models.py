"""Who is who, where, under whom, since when; and how they sign in."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from ideas.database import Moment, identity, word
from ideas.given import new_ref
from ideas.people.rules import UnitKind, Zone
from ideas.permissions import Role


class Unit(SQLModel, table=True):
    """A node of the organisation. `path` holds the refs from the root down: 'AAAA/BBBB/'."""

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    parent_id: UUID | None = Field(default=None, foreign_key="unit.id", index=True)
    kind: UnitKind = Field(sa_type=word(UnitKind))
    name: str = Field(max_length=200)
    path: str = Field(max_length=400, index=True)
    zone: Zone = Field(default=Zone.WIB, sa_type=word(Zone))


class Person(SQLModel, table=True):
    """A civil servant."""

    id: UUID = identity()
    ref: str = Field(default_factory=new_ref, max_length=9, unique=True)
    name: str = Field(max_length=200, index=True)


class PersonNumber(SQLModel, table=True):
    """A NIP that a person bears or bore: an attribute with a history, never a key."""

    __tablename__ = "person_number"

    number: str = Field(max_length=18, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    since: date


class Posting(SQLModel, table=True):
    """A person in a unit: the position held, the grade, the direct superior, from and until."""

    __table_args__ = (CheckConstraint("until IS NULL OR since <= until", name="posting_order"),)

    id: UUID = identity()
    person_id: UUID = Field(foreign_key="person.id", index=True)
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    position: str = Field(max_length=200)
    grade: str = Field(max_length=20)
    superior_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    since: date
    until: date | None = None


class RoleGrant(SQLModel, table=True):
    """A role within a scope: a unit's subtree or one competition; neither means everywhere."""

    __tablename__ = "role_grant"

    id: UUID = identity()
    person_id: UUID = Field(foreign_key="person.id", index=True)
    role: Role = Field(sa_type=word(Role))
    unit_id: UUID | None = Field(default=None, foreign_key="unit.id")
    competition_id: UUID | None = Field(default=None, foreign_key="competition.id", index=True)
    granted_at: datetime = Field(sa_type=Moment)
    granted_by: UUID | None = Field(default=None, foreign_key="person.id")
    ends_at: datetime | None = Field(default=None, sa_type=Moment)


class Account(SQLModel, table=True):
    """A local account, for agencies without single sign-on. The password is an Argon2id hash."""

    person_id: UUID = Field(foreign_key="person.id", primary_key=True)
    username: str = Field(max_length=80, unique=True)
    password: str = Field(max_length=200)


class Identity(SQLModel, table=True):
    """A person as an identity provider knows them: (issuer, subject), never an e-mail."""

    issuer: str = Field(max_length=300, primary_key=True)
    subject: str = Field(max_length=255, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    linked_at: datetime = Field(sa_type=Moment)


class SignIn(SQLModel, table=True):
    """One signed-in browser. Only a hash of its cookie is kept."""

    __tablename__ = "sign_in"

    token_hash: str = Field(max_length=64, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    began_at: datetime = Field(sa_type=Moment)
    ends_at: datetime = Field(sa_type=Moment, index=True)


class Attempt(SQLModel, table=True):
    """A failed sign-in, kept for the length of the window in which they are counted."""

    id: UUID = identity()
    account_hash: str = Field(max_length=64, index=True)
    address: str = Field(max_length=64, index=True)
    at: datetime = Field(sa_type=Moment, index=True)
