"""Reading roles: who holds an office, and which places a role reaches."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, false, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.organisation.models import Unit
from ideas.organisation.queries import over, within
from ideas.organisation.rules import above
from ideas.people.finding import POSTED, SOMEBODY, Somebody
from ideas.people.models import Person, Posting
from ideas.people.queries import held_today
from ideas.permissions import Role, Standing
from ideas.roles.models import RoleGrant
from ideas.roles.rules import OFFICES
from ideas.roles.visitors import Visitor, in_force

MOST_UNITS = 2000


@dataclass(frozen=True)
class Officer:
    """Somebody with an office. `here`: named for this competition, not for everything."""

    person: Somebody
    role: Role
    here: bool


@dataclass(frozen=True)
class Place:
    """A unit to choose from; `depth` tells how far below the root it lies."""

    id: UUID
    ref: str
    name: str
    path: str

    @property
    def depth(self) -> int:
        return self.path.count("/") - 1


def officers_in(session: Session, competition_id: UUID, organiser_path: str) -> list[Officer]:
    """Who holds an office that reaches this competition, organised at this unit."""
    scope = aliased(Unit)
    here = col(RoleGrant.competition_id) == competition_id
    general = and_(
        col(RoleGrant.competition_id).is_(None),
        or_(col(scope.path).is_(None), over(col(scope.path), organiser_path)),
    )
    rows = session.execute(
        select(*SOMEBODY, col(RoleGrant.role), col(RoleGrant.competition_id))
        .join(RoleGrant, and_(col(RoleGrant.person_id) == col(Person.id), in_force()))
        .outerjoin(scope, col(scope.id) == RoleGrant.unit_id)
        .join(Posting, and_(POSTED, held_today()))
        .join(Unit, col(Unit.id) == Posting.unit_id)
        .where(col(RoleGrant.role).in_(OFFICES), or_(here, general))
        .order_by(col(RoleGrant.role), col(Person.name), col(Person.ref))
    )
    return [Officer(Somebody(*row[:5]), row[5], row[6] is not None) for row in rows]


def places_within(session: Session, visitor: Visitor, role: Role) -> list[Place]:
    """The units that a role reaches, each below the one it belongs to."""
    reaches = [r for r in visitor.reaches if r.role is role and r.competition_id is None]
    inside = or_(false(), *(within(col(Unit.path), r.unit_path) for r in reaches))
    rows = session.execute(
        select(col(Unit.id), col(Unit.ref), col(Unit.name), col(Unit.path))
        .where(inside)
        .limit(MOST_UNITS)
    )
    return _as_tree([Place(*row) for row in rows])


def standing_over(visitor: Visitor, *paths: str) -> Standing:
    """How a person stands to places of the organisation: by roles that reach all of them."""
    reaching = [visitor.roles_in(None, path) for path in paths]
    return Standing(signed_in=True, roles=frozenset.intersection(*reaching))


def _as_tree(places: Sequence[Place]) -> list[Place]:
    names = {place.path: place.name for place in places}

    def way(place: Place) -> list[str]:
        return [names.get(path, "") for path in above(place.path)]

    return sorted(places, key=way)
