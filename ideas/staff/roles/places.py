"""The places that a role reaches."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import false, func, or_, select
from sqlmodel import Session, col

from ideas.failures import Invalid
from ideas.permissions import Role
from ideas.say import say
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.queries import within
from ideas.staff.organisation.rules import above
from ideas.staff.roles.visitors import Visitor

MOST_UNITS = 2000
MOST_ALIKE = 5
PLACE = (col(Unit.id), col(Unit.ref), col(Unit.name), col(Unit.path))


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


def find_place(session: Session, words: str) -> Place:
    """The one unit of this name or reference; several alike are told apart by their references."""
    rows = session.execute(
        select(*PLACE)
        .where(or_(col(Unit.ref) == words.upper(), func.lower(col(Unit.name)) == words.lower()))
        .order_by(col(Unit.path))
        .limit(MOST_ALIKE)
    ).all()
    if not rows:
        raise Invalid({"unit": say("Tidak ada unit kerja bernama itu. Periksa ejaannya.")})
    if len(rows) > 1:
        refs = ", ".join(row.ref for row in rows)
        raise Invalid({"unit": say("Beberapa unit bernama itu. Tulis kodenya: {refs}.", refs=refs)})
    return Place(*rows[0])


def places_within(session: Session, visitor: Visitor, role: Role) -> list[Place]:
    """The units that a role reaches, each below the one it belongs to."""
    reaches = [r for r in visitor.reaches if r.role is role and r.competition_id is None]
    inside = or_(false(), *(within(col(Unit.path), r.unit_path) for r in reaches))
    rows = session.execute(select(*PLACE).where(inside).limit(MOST_UNITS))
    return _as_tree([Place(*row) for row in rows])


def _as_tree(places: Sequence[Place]) -> list[Place]:
    names = {place.path: place.name for place in places}

    def way(place: Place) -> list[str]:
        return [names.get(path, "") for path in above(place.path)]

    return sorted(places, key=way)
