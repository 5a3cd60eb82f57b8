"""The people of the demo: one regency, some 440 civil servants, each with a sound NIP."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from ideas.demo import texts
from ideas.identity.accounts.actions import open_account
from ideas.identity.accounts.passwords import hashed
from ideas.permissions import Standing
from ideas.staff.organisation.actions import add_unit
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.rules import UnitKind, Zone
from ideas.staff.people.actions import add_person, post_person
from ideas.staff.people.models import Person, Posting

INSTALLER = Standing(system=True)
PASSWORD = "wadah-contoh"  # noqa: S105 -- of sample accounts, printed when the demo starts
SINCE = date(2024, 1, 2)
DAYS_OF_A_YEAR = 365


@dataclass(frozen=True)
class Hired:
    person: Person
    unit: str
    position: str
    grade: str
    superior: str = ""


@dataclass
class Town:
    """The organisation as it grows: units by key, players by username, heads by unit."""

    session: Session
    chance: random.Random
    units: dict[str, Unit] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    players: dict[str, Person] = field(default_factory=dict)
    heads: dict[str, Person] = field(default_factory=dict)
    hired: list[Hired] = field(default_factory=list)

    def staff(self, unit: str) -> list[Person]:
        return [hired.person for hired in self.hired if hired.unit == unit]

    def superior_of(self, hired: Hired) -> Person | None:
        """The one who was named, else the head of the unit, else the next head above."""
        if hired.superior:
            return self.players[hired.superior]
        unit = hired.unit
        while unit and self.heads.get(unit, hired.person) is hired.person:
            unit = self.parents[unit]
        return self.heads[unit] if unit else None


def found_town(session: Session, chance: random.Random) -> Town:
    town = Town(session, chance)
    for row in texts.units():
        _found_unit(town, row)
    for row in texts.units():
        _hire_all(town, row["key"], row["kind"])
    for hired in town.hired:
        _place(town, hired)
    secret = hashed(PASSWORD)
    for username, person in town.players.items():
        open_account(session, INSTALLER, person.id, username, secret)
    session.flush()
    return town


def _found_unit(town: Town, row: dict[str, str]) -> None:
    town.parents[row["key"]] = row["parent"]
    town.units[row["key"]] = add_unit(
        town.session, INSTALLER, name=row["name"], kind=UnitKind(row["kind"]),
        parent=town.units.get(row["parent"]), zone=Zone(row["zone"]),
    )  # fmt: skip
    town.session.flush()


def _hire_all(town: Town, unit: str, kind: str) -> None:
    """The players of a unit first, then its head, then others up to its size."""
    for player in (p for p in texts.players() if p["unit"] == unit):
        person = _hire(town, unit, player, player["name"], player["position"])
        person.email = f"{player['username']}@sekar-arum.example"
        town.players[player["username"]] = person
        if player.get("head"):
            town.heads[unit] = person
    jobs = [job for job in texts.names()["positions"] if kind in job["kinds"]]
    for head in (job for job in jobs if job["head"] and unit not in town.heads):
        town.heads[unit] = _hire(town, unit, head)
    others = [job for job in jobs if not job["head"]]
    for _ in range(texts.names()["sizes"][kind] - len(town.staff(unit))):
        _hire(town, unit, town.chance.choices(others, [job["weight"] for job in others])[0])


def _hire(town: Town, unit: str, job: dict[str, Any], name: str = "", position: str = "") -> Person:
    woman = job["sex"] == "woman" if "sex" in job else town.chance.random() < _share_of_women()
    name = name or _new_name(town, woman=woman)
    nip = _nip(town, job, woman=woman)
    person = add_person(town.session, INSTALLER, name=name, nip=nip, since=SINCE)
    position = position or job["title"].format(unit=town.units[unit].name)
    grade = job["grade"] if "grade" in job else town.chance.choice(job["grades"])
    town.hired.append(Hired(person, unit, position, grade, job.get("superior", "")))
    town.session.flush()
    return person


def _place(town: Town, hired: Hired) -> None:
    superior = town.superior_of(hired)
    posting = Posting(
        person_id=hired.person.id, unit_id=town.units[hired.unit].id, position=hired.position,
        grade=hired.grade, superior_id=superior.id if superior else None, since=SINCE,
    )  # fmt: skip
    post_person(town.session, INSTALLER, posting)


def _share_of_women() -> float:
    return float(texts.names()["rules"]["share_women"])


def _new_name(town: Town, *, woman: bool) -> str:
    """A name of one region that nobody bears yet."""
    regions = texts.names()["regions"]
    taken = {hired.person.name for hired in town.hired}
    while True:
        region = town.chance.choices(regions, [region["weight"] for region in regions])[0]
        first = town.chance.choice(region["women" if woman else "men"])
        second = town.chance.choice(region["second_women" if woman else "second_men"])
        if (name := f"{first} {second}".strip()) not in taken:
            return name


def _nip(town: Town, job: dict[str, Any], *, woman: bool) -> str:
    """Birth date, month of appointment, sex, and a sequence from 900 on: surely a sample."""
    chance, rules = town.chance, texts.names()["nip"]
    year = job.get("birth_year") or chance.randint(*rules["birth_years"])
    born = date(year, 1, 1) + timedelta(days=chance.randrange(DAYS_OF_A_YEAR))
    began = min(year + chance.randint(*rules["start_age"]), SINCE.year)
    sequence = chance.randint(*rules["sequence"])
    return f"{born:%Y%m%d}{began}{chance.randint(1, 12):02d}{2 if woman else 1}{sequence}"
