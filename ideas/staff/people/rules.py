"""People without a database: what a NIP says, and who stands above whom."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
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


class StandInKind(StrEnum):
    """Plh while the holder is away for a while, Plt while nobody holds the position."""

    PLH = "plh"
    PLT = "plt"


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


@dataclass(frozen=True)
class Decider:
    """A superior, and who decides today: themselves, or the one who stands in for them."""

    superior: UUID
    acting: UUID


def acting_for(person: UUID, stand_ins: Mapping[UUID, UUID]) -> UUID:
    """The stand-in, or theirs when they are away too; a circle ends at the first."""
    first = stand_ins.get(person, person)
    second = stand_ins.get(first, first)
    return first if second == person else second


def decider(
    chain: Sequence[UUID], stand_ins: Mapping[UUID, UUID], apart: Collection[UUID]
) -> Decider | None:
    """The first in a chain who is not `apart`, and for whom nobody acts who is."""
    for superior in chain:
        acting = acting_for(superior, stand_ins)
        if superior not in apart and acting not in apart:
            return Decider(superior, acting)
    return None


def initials(name: str) -> str:
    """At most two letters to stand for a name."""
    return "".join(part[0] for part in name.split()[:2]).upper()


def hue_of(ref: str) -> int:
    """A cloth hue from 1 to 8 that always stays with one person."""
    return sum(ref.encode()) % HUES + 1


class Face:
    """How whoever has a name and a reference is drawn: two letters on a cloth of their own."""

    name: str
    ref: str

    @property
    def initials(self) -> str:
        return initials(self.name)

    @property
    def hue(self) -> int:
        return hue_of(self.ref)
