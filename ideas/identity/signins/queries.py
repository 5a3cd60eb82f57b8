"""The visitor behind a cookie."""

from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func
from sqlalchemy import select as pick
from sqlmodel import Session, col, select

from ideas import given
from ideas.identity.signins.models import SignIn
from ideas.staff.people.models import Person
from ideas.staff.roles.models import RoleGrant
from ideas.staff.roles.visitors import Visitor, as_visitor, in_force, visitor_rows
from ideas.talking.notices.models import Notice


def find_visitor(session: Session, token_hash: str) -> Visitor | None:
    """The person signed in with this cookie, with posting and roles: one statement."""
    with_cookie = _with_cookie(given.now().date())
    rows = session.connection().execute(with_cookie, {"token_hash": token_hash}).all()
    visitor = as_visitor(rows)
    return _proved(visitor, *rows[0][-4:]) if visitor else None


def _proved(
    visitor: Visitor, sign_in: UUID, strong: bool, proved_at: datetime, unread: int
) -> Visitor:
    """Roles count only where two factors proved who one is."""
    return replace(
        visitor, reaches=visitor.reaches if strong else (), sign_in=sign_in,
        held_back=bool(visitor.reaches) and not strong, proved_at=proved_at, unread=unread,
    )  # fmt: skip


@lru_cache(maxsize=2)
def _with_cookie(today: date) -> Select[*tuple[Any, ...]]:
    """Asked with every request, so the statement is put together once a day."""
    unread = (
        pick(func.count())
        .where(col(Notice.person_id) == Person.id, col(Notice.read_at).is_(None))
        .correlate(Person)
        .scalar_subquery()
    )
    return (
        visitor_rows(today)
        .add_columns(col(SignIn.id), col(SignIn.strong), col(SignIn.proved_at), unread)
        .join(SignIn, col(SignIn.person_id) == Person.id)
        .where(
            col(SignIn.token_hash) == bindparam("token_hash"),
            col(SignIn.waits).is_(False),
            col(SignIn.ends_at) > given.database_now(),
        )
    )


def waiting_sign_in(session: Session, token_hash: str) -> SignIn | None:
    """The sign-in behind a cookie that still owes its second step."""
    return session.exec(
        select(SignIn).where(
            SignIn.token_hash == token_hash,
            col(SignIn.waits),
            col(SignIn.ends_at) > given.database_now(),
        )
    ).first()


def sign_ins_of(session: Session, visitor: Visitor) -> list[SignIn]:
    """Where a person is signed in, this browser first, then the latest."""
    rows = session.exec(
        select(SignIn).where(
            SignIn.person_id == visitor.id,
            col(SignIn.waits).is_(False),
            col(SignIn.ends_at) > given.database_now(),
        )
    )
    return sorted(rows, key=lambda row: (row.id != visitor.sign_in, -row.proved_at.timestamp()))


def holds_role(session: Session, person_id: UUID) -> bool:
    """Whether a second step is owed by office."""
    held = select(RoleGrant.id).where(RoleGrant.person_id == person_id, in_force()).limit(1)
    return session.exec(held).first() is not None
