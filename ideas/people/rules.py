"""People without a database: what a NIP says, and who stands above whom."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

NIP_LENGTH = 18
SEXES = "12"
HUES = 8


class Employment(StrEnum):
    """How somebody serves the state (UU 20/2023)."""

    PNS = "pns"
    CPNS = "cpns"
    PPPK = "pppk"
    PPPK_PART_TIME = "pppk_part_time"


class PositionKind(StrEnum):
    """Kinds of position, highest first: structural, functional, operational."""

    LEADER = "leader"
    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    FUNCTIONAL = "functional"
    OPERATIONAL = "operational"


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


def hue_of(ref: str) -> int:
    """A cloth hue from 1 to 8 that always stays with one person."""
    return sum(ref.encode()) % HUES + 1
