"""Reading people: the visitor behind a cookie, the chart above a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Row, and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from ideas import given
from ideas.failures import Missing
from ideas.people.models import Account, Person, Posting, RoleGrant, SignIn, Unit
from ideas.people.rules import Zone, initials
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
        """How this person stands to nothing in particular: every role counts, wherever it reaches."""
        return Standing(signed_in=True, roles=frozenset(r.role for r in self.reaches))


def hue_of(ref: str) -> int:
    """A cloth hue from 1 to 8 that always stays with one person."""
    return sum(ref.encode()) % HUES + 1


def standing_of(visitor: Visitor | None) -> Standing:
    return visitor.standing if visitor else Standing()


def find_visitor(session: Session, token_hash: str) -> Visitor | None:
    """The person signed in with this cookie, with posting and roles: one statement."""
    rows = session.execute(
        _visitor_rows()
        .join(SignIn, col(SignIn.person_id) == Person.id)
        .where(SignIn.token_hash == token_hash, col(SignIn.ends_at) > given.database_now())
    ).all()
    return _visitor(rows)


def visitor_of(session: Session, person_id: UUID) -> Visitor:
    """The same person, not behind a request: for jobs, commands and tests."""
    visitor = _visitor(session.execute(_visitor_rows().where(Person.id == person_id)).all())
    if visitor is None:
        raise Missing
    return visitor


def _visitor_rows():  # type: ignore[no-untyped-def]
    scope = aliased(Unit)
    today = given.now().date()
    in_force = and_(
        col(RoleGrant.person_id) == Person.id,
        or_(col(RoleGrant.ends_at).is_(None), col(RoleGrant.ends_at) > given.database_now()),
    )
    posted = and_(
        col(Posting.person_id) == Person.id,
        col(Posting.since) <= today,
        or_(col(Posting.until).is_(None), col(Posting.until) >= today),
    )
    return (
        select(
            Person.id, Person.ref, Person.name, Unit.id, Unit.name, Unit.path, Unit.zone,
            RoleGrant.role, scope.path, RoleGrant.competition_id,
        )
        .join(Posting, posted)
        .join(Unit, col(Unit.id) == Posting.unit_id)
        .outerjoin(RoleGrant, in_force)
        .outerjoin(scope, col(scope.id) == RoleGrant.unit_id)
        .order_by(col(Posting.since).desc())
    )  # fmt: skip


def _visitor(rows: Iterable[Row[tuple[object, ...]]]) -> Visitor | None:
    found = list(rows)
    if not found:
        return None
    person = tuple(found[0][:7])
    reaches = {Reach(*row[7:]) for row in found if row[7] is not None}
    return Visitor(*person, reaches=tuple(sorted(reaches, key=str)))


def superiors_of(session: Session, people: Iterable[UUID]) -> dict[UUID, UUID | None]:
    """Person → direct superior, for the postings in force today: one statement."""
    today = given.now().date()
    rows = session.execute(
        select(Posting.person_id, Posting.superior_id).where(
            col(Posting.person_id).in_(list(people)),
            col(Posting.since) <= today,
            or_(col(Posting.until).is_(None), col(Posting.until) >= today),
        )
    )
    return {person: superior for person, superior in rows}


def find_account(session: Session, username: str) -> Account | None:
    return session.exec(select(Account).where(Account.username == username.lower())).first()
