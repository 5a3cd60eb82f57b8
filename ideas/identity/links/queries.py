"""Reading links."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func
from sqlalchemy import select as pick
from sqlmodel import Session, col

from ideas import given
from ideas.identity.accounts.models import Account
from ideas.identity.links.models import Link
from ideas.identity.links.rules import Purpose
from ideas.staff.people.models import Person


@dataclass(frozen=True)
class Opening:
    """What a link that still opens is for."""

    id: UUID
    purpose: Purpose
    person_id: UUID
    name: str
    username: str | None


def opening(session: Session, token_hash: str) -> Opening | None:
    row = session.execute(
        pick(
            col(Link.id), col(Link.purpose), col(Person.id), col(Person.name),
            col(Account.username),
        )
        .join(Person, col(Person.id) == Link.person_id)
        .outerjoin(Account, col(Account.person_id) == Link.person_id)
        .where(col(Link.token_hash) == token_hash, still_opens())
    ).first()  # fmt: skip
    return Opening(*row) if row else None


def still_opens() -> ColumnElement[bool]:
    """Unused, in time, and for the password that is still in force."""
    version = (
        pick(func.coalesce(func.max(col(Account.version)), 0))
        .where(col(Account.person_id) == col(Link.person_id))
        .correlate(Link)
        .scalar_subquery()
    )
    return and_(
        col(Link.used_at).is_(None),
        col(Link.ends_at) > given.database_now(),
        col(Link.bound) == version,
    )
