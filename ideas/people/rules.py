"""People without a database: what a NIP says, and who stands above whom."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

from ideas.permissions import Role

NIP_LENGTH = 18
MONTHS = range(1, 13)
SEXES = "12"


class UnitKind(StrEnum):
    """From the whole government down to where people are served."""

    REGENCY = "regency"
    SECRETARIAT = "secretariat"
    DIVISION = "division"
    OFFICE = "office"
    AGENCY = "agency"
    DISTRICT = "district"
    WARD = "ward"
    HEALTH_CENTRE = "health_centre"
    SCHOOL = "school"


class Zone(StrEnum):
    """The three time zones of Indonesia, by the name people use."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"


def nip_is_sound(number: str) -> bool:
    """18 digits: a real birth date, a year and month (or PPPK code) of appointment, sex, sequence.

    Digits 13-14 are a month for PNS and a contract code, which may exceed 12, for PPPK
    (Perka BKN 22/2007).
    """
    if len(number) != NIP_LENGTH or not (number.isascii() and number.isdigit()):
        return False
    return _is_date(number[:8]) and number[14] in SEXES and int(number[8:12]) > int(number[:4])


def _is_date(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def chain_above(person: UUID, superiors: Mapping[UUID, UUID | None], steps: int) -> list[UUID]:
    """The direct superior first, then theirs, at most `steps` up; a circle ends the chain."""
    chain: list[UUID] = []
    here: UUID | None = person
    while len(chain) < steps and here is not None:
        here = superiors.get(here)
        if here is None or here in chain or here == person:
            break
        chain.append(here)
    return chain


def initials(name: str) -> str:
    """At most two letters to stand for a name."""
    return "".join(part[0] for part in name.split()[:2]).upper()


# What the secretariat may name for one competition, and which two no one person may be.
OFFICES = (Role.JUDGE, Role.CHAIR, Role.LEADER, Role.PUBLISHER)
APART = (frozenset({Role.LEADER, Role.PUBLISHER}), frozenset({Role.LEADER, Role.JUDGE}))


def clash(role: Role, held: Collection[Role]) -> Role | None:
    """The role held already that keeps a person from taking this one."""
    return next((other for other in held if frozenset({role, other}) in APART), None)
