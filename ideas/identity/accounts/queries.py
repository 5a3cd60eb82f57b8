"""Reading accounts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, false, func, or_
from sqlalchemy import select as pick
from sqlmodel import Session, col, select

from ideas.acts import Act
from ideas.failures import Missing
from ideas.history.models import Event
from ideas.identity.accounts.models import Account
from ideas.identity.factors.models import Totp
from ideas.identity.passkeys.models import Passkey
from ideas.permissions import Role
from ideas.staff.organisation.models import Unit
from ideas.staff.people.finding import LONGEST_NAME, Somebody, employed
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor

MOST_LISTED = 30


def find_account(session: Session, username: str) -> Account | None:
    return session.exec(select(Account).where(Account.username == username.lower())).first()


def account_of(session: Session, person_id: UUID) -> Account | None:
    return session.get(Account, person_id)


def person_named(session: Session, named: str) -> UUID | None:
    """Whose account name or address for letters this is; nobody's when it could be two."""
    found = session.exec(
        select(Account.person_id)
        .join(Person, col(Person.id) == Account.person_id)
        .where(
            or_(col(Account.username) == named.lower(), func.lower(Person.email) == named.lower())
        )
        .limit(2)
    ).all()
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class Holder:
    """Somebody and how they come in, for those who open accounts."""

    person: Somebody
    email: str
    username: str | None
    steps: bool
    last_at: datetime | None

    @property
    def masked(self) -> str:
        """Enough of an address to know it again: 's…@kota.go.id'."""
        name, at, host = self.email.partition("@")
        return f"{name[:1]}…{at}{host}" if at else ""


def holders(session: Session, visitor: Visitor, words: str) -> list[Holder]:
    """People within reach whose name holds these words; without words, those with an account."""
    wanted = words.strip()[:LONGEST_NAME]
    named = col(Person.name).icontains(wanted, autoescape=True)
    return _held(session, visitor, named if wanted else col(Account.username).is_not(None))


def holder_of(session: Session, visitor: Visitor, ref: str) -> Holder:
    """Somebody within reach; else nobody is there."""
    found = _held(session, visitor, col(Person.ref) == ref)
    if not found:
        raise Missing
    return found[0]


def _held(session: Session, visitor: Visitor, wanted: ColumnElement[bool]) -> list[Holder]:
    last = (
        pick(func.max(col(Event.at)))
        .where(col(Event.subject_id) == Person.id, col(Event.act) == Act.SIGN_IN)
        .scalar_subquery()
    )
    steps = or_(
        exists().where(col(Totp.person_id) == Person.id, col(Totp.confirmed_at).is_not(None)),
        exists().where(col(Passkey.person_id) == Person.id),
    )
    rows = session.execute(
        employed(col(Person.email), col(Account.username), steps, last)
        .outerjoin(Account, col(Account.person_id) == Person.id)
        .where(_within(visitor), wanted)
        .order_by(col(Person.name), col(Person.ref))
        .limit(MOST_LISTED)
    )
    return [Holder(Somebody(*row[:5]), *row[5:]) for row in rows]


def _within(visitor: Visitor) -> ColumnElement[bool]:
    """The units that an office reaches: an account is opened where one keeps the people."""
    office = (Role.ADMINISTRATOR, Role.PERSONNEL)
    reaches = [r for r in visitor.reaches if r.role in office and r.competition_id is None]
    return or_(false(), *(col(Unit.path).startswith(r.unit_path or "") for r in reaches))
