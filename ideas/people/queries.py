"""Reading people: the visitor behind a cookie, the chart above a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_
from sqlalchemy import select as pick
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from ideas import given
from ideas.failures import Missing
from ideas.people.models import Account, Person, Posting, RoleGrant, SignIn, Unit
from ideas.people.rules import Zone, chain_above, initials
from ideas.permissions import Role, Standing

HUES = 8


@dataclass(frozen=True)
class Reach:
    """A role and how far it reaches: a unit's subtree, one competition, or everywhere."""

    role: Role
    unit_path: str | None
    competition_id: UUID | None

    def covers(self, competition_id: UUID | None, unit_path: str) -> bool:
        if self.competition_id is not None:
            return self.competition_id == competition_id
        return unit_path.startswith(self.unit_path or "")


@dataclass(frozen=True)
class Visitor:
    """The person behind a request, with everything permission asks about them."""

    id: UUID
    ref: str
    name: str
    unit_id: UUID
    unit: str
    unit_path: str
    zone: Zone
    reaches: tuple[Reach, ...] = ()

    def roles_in(self, competition_id: UUID | None, unit_path: str) -> frozenset[Role]:
        """The roles whose scope reaches this competition, organised at this unit."""
        return frozenset(r.role for r in self.reaches if r.covers(competition_id, unit_path))

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(reach.role.value for reach in self.reaches)

    @property
    def initials(self) -> str:
        return initials(self.name)

    @property
    def hue(self) -> int:
        return hue_of(self.ref)

    @property
    def standing(self) -> Standing:
        """How this person stands to nothing in particular: every role counts."""
        return Standing(signed_in=True, roles=frozenset(r.role for r in self.reaches))


def hue_of(ref: str) -> int:
    """A cloth hue from 1 to 8 that always stays with one person."""
    return sum(ref.encode()) % HUES + 1


def standing_of(visitor: Visitor | None) -> Standing:
    return visitor.standing if visitor else Standing()


def find_visitor(session: Session, token_hash: str) -> Visitor | None:
    """The person signed in with this cookie, with posting and roles: one statement."""
    with_cookie = _with_cookie(given.now().date())
    return _visitor(session.execute(with_cookie, {"token_hash": token_hash}).all())


def visitor_of(session: Session, person_id: UUID) -> Visitor:
    """The same person, not behind a request: for jobs, commands and tests."""
    rows = _visitor_rows(given.now().date()).where(col(Person.id) == person_id)
    visitor = _visitor(session.execute(rows).all())
    if visitor is None:
        raise Missing
    return visitor


@lru_cache(maxsize=2)
def _with_cookie(today: date) -> Select[*tuple[Any, ...]]:
    """Asked with every request, so the statement is put together once a day."""
    return (
        _visitor_rows(today)
        .join(SignIn, col(SignIn.person_id) == Person.id)
        .where(
            col(SignIn.token_hash) == bindparam("token_hash"),
            col(SignIn.ends_at) > given.database_now(),
        )
    )


def _visitor_rows(today: date) -> Select[*tuple[Any, ...]]:
    scope = aliased(Unit)
    granted = and_(col(RoleGrant.person_id) == Person.id, in_force())
    return (
        pick(
            col(Person.id), col(Person.ref), col(Person.name), col(Unit.id), col(Unit.name),
            col(Unit.path), col(Unit.zone),
            col(RoleGrant.role), col(scope.path), col(RoleGrant.competition_id),
        )
        .join(Posting, and_(col(Posting.person_id) == Person.id, held_on(today)))
        .join(Unit, col(Unit.id) == Posting.unit_id)
        .outerjoin(RoleGrant, granted)
        .outerjoin(scope, col(scope.id) == RoleGrant.unit_id)
        .order_by(col(Posting.since).desc())
    )  # fmt: skip


def in_force() -> ColumnElement[bool]:
    """A role that has not ended, by the database's clock."""
    ends = col(RoleGrant.ends_at)
    return or_(ends.is_(None), ends > given.database_now())


def held_today() -> ColumnElement[bool]:
    return held_on(given.now().date())


def held_on(today: date) -> ColumnElement[bool]:
    """A posting that has begun and not ended."""
    until = col(Posting.until)
    return and_(col(Posting.since) <= today, or_(until.is_(None), until >= today))


def _visitor(rows: Sequence[Any]) -> Visitor | None:
    """Rows of one person, one per role, as _visitor_rows orders them."""
    if not rows:
        return None
    reaches = {Reach(row[7], row[8], row[9]) for row in rows if row[7] is not None}
    person: tuple[Any, ...] = (*rows[0][:7], tuple(sorted(reaches, key=str)))
    return Visitor(*person)


def superiors_of(session: Session, people: Iterable[UUID]) -> dict[UUID, UUID | None]:
    """Person → direct superior, for the postings in force today: one statement."""
    rows = session.execute(
        pick(col(Posting.person_id), col(Posting.superior_id)).where(
            col(Posting.person_id).in_(list(people)), held_today()
        )
    )
    return {row.person_id: row.superior_id for row in rows}


def superiors_above(session: Session, person: UUID, steps: int) -> list[UUID]:
    """The chain above one person, nearest first: one statement a step."""
    known: dict[UUID, UUID | None] = {}
    here: UUID | None = person
    while here is not None and len(known) < steps and here not in known:
        known |= superiors_of(session, [here])
        here = known.setdefault(here, None)
    return chain_above(person, known, steps)


def find_account(session: Session, username: str) -> Account | None:
    return session.exec(select(Account).where(Account.username == username.lower())).first()
