"""Every role, every scope, every moment of its life: what it opens, and nothing beside."""

from datetime import timedelta
from itertools import product
from typing import Any
from uuid import UUID

from ideas.database import transaction
from ideas.permissions import Role
from ideas.road.competitions.models import Competition
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.models import RoleGrant
from ideas.staff.roles.visitors import visitor_of
from tests.factories import Make

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
LIVES = {
    "not begun": {"begins_at": SECOND},
    "begins now": {"begins_at": timedelta()},
    "for ever": {},
    "last second": {"begins_at": -DAY, "ends_at": SECOND},
    "ends now": {"begins_at": -DAY, "ends_at": timedelta()},
    "ended": {"begins_at": -2 * DAY, "ends_at": -DAY},
    "revoked": {"revoked_at": -SECOND},
    "revoked before its end": {"ends_at": DAY, "revoked_at": timedelta()},
}
COUNTS = {"begins now", "for ever", "last second"}


class Map:
    """A regency with an office and a division in it, another regency, two competitions."""

    def __init__(self, make: Make) -> None:
        self.office = make.unit("Dinas")
        self.division = make.unit("Bidang", under=self.office)
        self.neighbour = make.unit("Dinas lain")
        self.one, self.other = make.competition(), make.competition()
        self.units = (make.regency, self.office, self.division, self.neighbour)

    def scopes(self) -> dict[str, dict[str, Any]]:
        return {
            "everywhere": {},
            "unit": {"unit_id": self.office.id},
            "competition": {"competition_id": self.one.id},
            "category": {"competition_id": self.one.id, "category": "layanan"},
        }

    def reached(self, scope: str, role: Role) -> set[str]:
        """From the words alone: what a role of this scope opens."""
        units = {f"unit {unit.name}" for unit in self.units}
        everything = units | {"one", "other", "one layanan", "one lingkungan"}
        return {
            "everywhere": everything,
            "unit": {"unit Dinas", "unit Bidang"},
            "competition": {"one", "one layanan", "one lingkungan"},
            "category": {"one layanan"} | ({"one"} if role is Role.JUDGE else set()),
        }[scope]


def found(person: UUID, role: Role, places: Map) -> set[str]:
    """What the product says that the role opens."""
    with transaction(writes=False) as session:
        visitor = visitor_of(session, person)

    def has(competition: Competition | None, unit: Unit, category: str = "") -> bool:
        ask = competition.id if competition else None
        return role in visitor.roles_in(ask, unit.path, category)

    root = places.units[0]
    here = {f"unit {unit.name}" for unit in places.units if has(None, unit)}
    here |= {name for name, c in (("one", places.one), ("other", places.other)) if has(c, root)}
    return here | {f"one {key}" for key in ("layanan", "lingkungan") if has(places.one, root, key)}


def test_a_role_opens_what_its_scope_and_its_period_say(make: Make) -> None:
    places = Map(make)
    wrong = []
    for (name, scope), (life, times) in product(places.scopes().items(), LIVES.items()):
        person = make.person("Putu", unit=places.neighbour)
        for role in Role:
            facts: dict[str, Any] = {field: make.now + away for field, away in times.items()}
            facts |= {"granted_at": make.now - 3 * DAY, **scope}
            make.save(RoleGrant(person_id=person.id, role=role, **facts))
        for role in Role:
            expected = places.reached(name, role) if life in COUNTS else set()
            if found(person.id, role, places) != expected:
                wrong.append((role, name, life))
    assert wrong == []


def test_a_role_that_waits_for_a_second_person_opens_nothing(make: Make) -> None:
    places, person = Map(make), make.person("Putu")
    for role in Role:
        make.save(RoleGrant(person_id=person.id, role=role, granted_at=make.now, waits=True))
    assert all(found(person.id, role, places) == set() for role in Role)
