"""The staff: units, people, postings, and a signed-in browser for each person."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from ideas import given
from ideas.identity.signins.models import SignIn
from ideas.permissions import Role
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.rules import UnitKind
from ideas.staff.people.models import Person, PersonNumber, Posting
from ideas.staff.roles.models import RoleGrant
from ideas.web import keys
from tests.bench.rows import Facts, Loader

PER_UNIT = 25
PER_OFFICE = 8  # units below one office
FIRST = ("Agus", "Bayu", "Citra", "Dian", "Eko", "Fitri", "Gita", "Hadi", "Indra", "Lestari")
LAST = ("Halim", "Hidayat", "Kusuma", "Lubis", "Nugroho", "Putra", "Rahma", "Santoso", "Utami")
BIRTHS = 9000  # days on which they were born
SINCE = date(2021, 3, 1)
KINDS = (UnitKind.WARD, UnitKind.HEALTH_CENTRE, UnitKind.SCHOOL, UnitKind.DIVISION)


@dataclass(frozen=True)
class Employee:
    """A person as the bench needs them. `secret` is the cookie of their browser."""

    id: UUID
    name: str
    unit_id: UUID
    superior_id: UUID | None
    secret: str


@dataclass
class Staff:
    regency: UUID
    people: list[Employee] = field(default_factory=list)
    units: list[Facts] = field(default_factory=list)


def hire(loader: Loader, people: int, chance: random.Random, now: datetime) -> Staff:
    """Load everybody: 25 to a unit, the first of each is its head."""
    staff = _chart(people)
    _fill(staff, people, chance)
    loader.load(Unit, staff.units)
    loader.load(Person, ({"id": p.id, "name": p.name} for p in staff.people))
    loader.load(PersonNumber, _numbers(staff))
    loader.load(Posting, _postings(staff, chance))
    loader.load(SignIn, (_signed_in(person, now) for person in staff.people))
    loader.load(RoleGrant, [_grant(staff.people[-1], Role.SECRETARIAT, now)])
    return staff


def _chart(people: int) -> Staff:
    """The regency, its offices, and the units below each."""
    regency = _unit("Kabupaten Banyu Asri", UnitKind.REGENCY, None)
    staff = Staff(regency["id"], units=[regency])
    for number in range(1, max(people // PER_UNIT, 2)):
        if (number - 1) % PER_OFFICE == 0:
            office = _unit(f"Dinas {number}", UnitKind.OFFICE, regency)
            staff.units.append(office)
        else:
            kind = KINDS[number % len(KINDS)]
            staff.units.append(_unit(f"Unit {kind.value} {number}", kind, office))
    return staff


def _unit(name: str, kind: UnitKind, parent: Facts | None) -> Facts:
    ref = given.new_ref()
    above = {"parent_id": parent["id"], "path": f"{parent['path']}{ref}/"} if parent else {}
    return {"id": given.new_id(), "ref": ref, "name": name, "kind": kind, "path": f"{ref}/"} | above


def _fill(staff: Staff, people: int, chance: random.Random) -> None:
    heads: dict[UUID | None, UUID | None] = {None: None}
    for number in range(people):
        unit = staff.units[number % len(staff.units)]
        above = heads[unit["id"]] if unit["id"] in heads else heads[unit.get("parent_id")]
        person = Employee(
            given.new_id(), f"{chance.choice(FIRST)} {chance.choice(LAST)}", unit["id"], above,
            given.new_secret(),
        )  # fmt: skip
        heads.setdefault(unit["id"], person.id)
        staff.people.append(person)


def _numbers(staff: Staff) -> Iterator[Facts]:
    for number, person in enumerate(staff.people):
        turn, day = divmod(number, BIRTHS)
        born = date(1970, 1, 1) + timedelta(days=day)
        yield {
            "number": f"{born:%Y%m%d}2015031{turn + 1:03}", "person_id": person.id, "since": SINCE
        }  # fmt: skip


def _postings(staff: Staff, chance: random.Random) -> Iterator[Facts]:
    """Everybody's posting, and for one in five an earlier one elsewhere."""
    for person in staff.people:
        now: dict[str, Any] = {
            "person_id": person.id, "unit_id": person.unit_id, "position": "Pelaksana",
            "grade": "III/a", "superior_id": person.superior_id, "since": SINCE,
        }  # fmt: skip
        yield now
        if chance.random() < 0.2:
            before = chance.choice(staff.units)["id"]
            yield now | {
                "unit_id": before, "since": date(2016, 1, 1), "until": SINCE - timedelta(days=1)
            }  # fmt: skip


def _signed_in(person: Employee, now: datetime) -> Facts:
    return {
        "token_hash": keys.hashed(person.secret), "person_id": person.id, "strong": True,
        "began_at": now, "proved_at": now, "ends_at": now + timedelta(hours=12),
    }  # fmt: skip


def _grant(person: Employee, role: Role, now: datetime, competition: UUID | None = None) -> Facts:
    return {
        "person_id": person.id, "role": role, "granted_at": now, "competition_id": competition
    }  # fmt: skip
