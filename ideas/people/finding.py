"""Looking people and places up: by name, by office, within a reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, false, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.failures import Missing
from ideas.people.models import Person, Posting, RoleGrant, Unit
from ideas.people.queries import Visitor, held_today, hue_of, in_force
from ideas.people.rules import OFFICES, initials
from ideas.permissions import Role

MOST_FOUND = 8
LONGEST_NAME = 200  # letters; a database refuses to look for more than it could ever find
MOST_UNITS = 2000


@dataclass(frozen=True)
class Somebody:
    """A person as others may see them: never a number, never a birth date."""

    id: UUID
    ref: str
    name: str
    position: str
    unit: str

    @property
    def initials(self) -> str:
        return initials(self.name)

    @property
    def hue(self) -> int:
        return hue_of(self.ref)


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


SOMEBODY = (
    col(Person.id), col(Person.ref), col(Person.name), col(Posting.position), col(Unit.name),
)  # fmt: skip
POSTED = col(Posting.person_id) == col(Person.id)


def find_people(session: Session, words: str) -> list[Somebody]:
    """People whose name holds these words, the first few by name."""
    wanted = words.strip()[:LONGEST_NAME]
    if not wanted:
        return []
    rows = session.execute(
        select(*SOMEBODY)
        .join(Posting, and_(POSTED, held_today()))
        .join(Unit, col(Unit.id) == Posting.unit_id)
        .where(col(Person.name).icontains(wanted, autoescape=True))
        .order_by(col(Person.name), col(Person.ref))
        .limit(MOST_FOUND)
    )
    return [Somebody(*row) for row in rows]


def person_of(session: Session, ref: str) -> UUID:
    """Who bears this reference."""
    found = session.scalar(select(col(Person.id)).where(col(Person.ref) == ref))
    if found is None:
        raise Missing
    return found


def officers_in(session: Session, competition_id: UUID, organiser_path: str) -> list[Officer]:
    """Who holds an office that reaches this competition, organised at this unit."""
    scope = aliased(Unit)
    here = col(RoleGrant.competition_id) == competition_id
    above = and_(
        col(RoleGrant.competition_id).is_(None),
        or_(col(scope.path).is_(None), col(scope.path).in_(_above(organiser_path))),
    )
    rows = session.execute(
        select(*SOMEBODY, col(RoleGrant.role), col(RoleGrant.competition_id))
        .join(RoleGrant, and_(col(RoleGrant.person_id) == col(Person.id), in_force()))
        .outerjoin(scope, col(scope.id) == RoleGrant.unit_id)
        .join(Posting, and_(POSTED, held_today()))
        .join(Unit, col(Unit.id) == Posting.unit_id)
        .where(col(RoleGrant.role).in_(OFFICES), or_(here, above))
        .order_by(col(RoleGrant.role), col(Person.name), col(Person.ref))
    )
    return [Officer(Somebody(*row[:5]), row[5], row[6] is not None) for row in rows]


def _above(path: str) -> list[str]:
    """A place and everything over it: 'A/B/' gives 'A/', 'A/B/'."""
    refs = path.split("/")[:-1]
    return ["/".join(refs[: n + 1]) + "/" for n in range(len(refs))]


def places_within(session: Session, visitor: Visitor, role: Role) -> list[Place]:
    """The units that a role reaches, each below the one it belongs to."""
    reaches = [r for r in visitor.reaches if r.role is role and r.competition_id is None]
    inside = or_(false(), *(col(Unit.path).startswith(r.unit_path or "") for r in reaches))
    rows = session.execute(
        select(col(Unit.id), col(Unit.ref), col(Unit.name), col(Unit.path))
        .where(inside)
        .limit(MOST_UNITS)
    )
    return _as_tree([Place(*row) for row in rows])


def _as_tree(places: Sequence[Place]) -> list[Place]:
    names = {place.path: place.name for place in places}

    def way(place: Place) -> list[str]:
        return [names.get(path, "") for path in _above(place.path)]

    return sorted(places, key=way)
