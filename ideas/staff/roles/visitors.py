"""Who comes in: a person with posting and roles, everything that permission asks about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_
from sqlalchemy import select as pick
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas import given
from ideas.failures import Missing
from ideas.permissions import Relation, Role, Standing
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.rules import Zone
from ideas.staff.people.models import Person, Posting
from ideas.staff.people.queries import held_on
from ideas.staff.people.rules import Face
from ideas.staff.roles.models import RoleGrant
from ideas.staff.roles.rules import Scope


@dataclass(frozen=True)
class Reach:
    """A role and how far it reaches: a unit's subtree, one competition or one category of it, or
    everywhere."""

    role: Role
    unit_path: str | None
    competition_id: UUID | None
    category: str = ""

    def covers(self, competition_id: UUID | None, unit_path: str, category: str = "") -> bool:
        """Whether the role counts for this; no category asks about the competition as a whole,
        where of those who have one category only the judges count: they take part in it."""
        if self.competition_id is not None:
            takes_part = self.role is Role.JUDGE and not category
            return self.competition_id == competition_id and (
                self.category in ("", category) or takes_part
            )
        return unit_path.startswith(self.unit_path or "")


@dataclass(frozen=True)
class Visitor(Face):
    """The person behind a request, with everything permission asks about them.

    `held_back`: there are roles, but they wait for the second factor. `proved_at`: when this
    browser last proved who is in it; None for jobs and commands. `unread`: notices that wait.
    """

    id: UUID
    ref: str
    name: str
    unit_id: UUID
    unit: str
    unit_path: str
    zone: Zone
    reaches: tuple[Reach, ...] = ()
    held_back: bool = False
    sign_in: UUID | None = None
    proved_at: datetime | None = None
    unread: int = 0

    def roles_in(
        self, competition_id: UUID | None, unit_path: str, category: str = ""
    ) -> frozenset[Role]:
        """The roles whose scope reaches this competition (or category), organised at this unit."""
        return frozenset(
            r.role for r in self.reaches if r.covers(competition_id, unit_path, category)
        )

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(reach.role.value for reach in self.reaches)

    @property
    def standing(self) -> Standing:
        """How this person stands to nothing in particular: every role counts."""
        return Standing(signed_in=True, roles=frozenset(r.role for r in self.reaches))


def standing_of(visitor: Visitor | None) -> Standing:
    return visitor.standing if visitor else Standing()


def standing_to(visitor: Visitor, person_id: UUID, scope: Scope) -> Standing:
    """How somebody stands to giving this person a role of this scope."""
    return Standing(
        signed_in=True,
        roles=visitor.roles_in(None, scope.unit_path),
        relations=frozenset({Relation.SELF}) if visitor.id == person_id else frozenset(),
    )


def standing_over(visitor: Visitor, *paths: str) -> Standing:
    """How a person stands to places of the organisation: by roles that reach all of them."""
    reaching = [visitor.roles_in(None, path) for path in paths]
    return Standing(signed_in=True, roles=frozenset.intersection(*reaching))


def visitor_of(session: Session, person_id: UUID) -> Visitor:
    """The same person, not behind a request: for jobs, commands and tests."""
    rows = visitor_rows(given.now().date()).where(col(Person.id) == person_id)
    visitor = as_visitor(session.execute(rows).all())
    if visitor is None:
        raise Missing
    return visitor


@lru_cache(maxsize=2)
def visitor_rows(today: date) -> Select[*tuple[Any, ...]]:
    """Statements that name many columns are put together once a day."""
    scope = aliased(Unit)
    granted = and_(col(RoleGrant.person_id) == Person.id, in_force())
    return (
        pick(
            col(Person.id), col(Person.ref), col(Person.name), col(Unit.id), col(Unit.name),
            col(Unit.path), col(Unit.zone),
            col(RoleGrant.role), col(scope.path), col(RoleGrant.competition_id),
            col(RoleGrant.category),
        )
        .join(Posting, and_(col(Posting.person_id) == Person.id, held_on(today)))
        .join(Unit, col(Unit.id) == Posting.unit_id)
        .outerjoin(RoleGrant, granted)
        .outerjoin(scope, col(scope.id) == RoleGrant.unit_id)
        .order_by(col(Posting.since).desc())
    )  # fmt: skip


def in_force() -> ColumnElement[bool]:
    """A role that was agreed to, has begun, has not ended and was not revoked, by the database's
    clock."""
    begins, ends, now = col(RoleGrant.begins_at), col(RoleGrant.ends_at), given.database_now()
    return and_(
        ~col(RoleGrant.waits),
        col(RoleGrant.revoked_at).is_(None),
        or_(begins.is_(None), begins <= now),
        or_(ends.is_(None), ends > now),
    )


def as_visitor(rows: Sequence[Any]) -> Visitor | None:
    """Rows of one person, one per role, as visitor_rows orders them."""
    if not rows:
        return None
    reaches = {Reach(*row[7:11]) for row in rows if row[7] is not None}
    person: tuple[Any, ...] = (*rows[0][:7], tuple(sorted(reaches, key=str)))
    return Visitor(*person)
