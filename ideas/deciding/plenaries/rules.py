"""A sitting without a database: its quorum, its order of talking, and the order that it decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol
from uuid import UUID

from ideas.deciding.rankings.rules import Line, Tie
from ideas.history.rules import digest

FEWEST_WORDS = 10
HUNDRED = 100


class Decision(StrEnum):
    """What became of a change that somebody proposed."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Move(Protocol):
    """An entry goes right above another one, or to the end; and why."""

    @property
    def entry_id(self) -> UUID: ...
    @property
    def above_id(self) -> UUID | None: ...
    @property
    def reason(self) -> str: ...


@dataclass(frozen=True)
class Spot:
    """An entry's place as decided. `reasons`: why it was moved, once for each time."""

    line: Line
    place: int
    reasons: tuple[str, ...] = ()

    @property
    def computed(self) -> int:
        """Where the marks alone had put it."""
        return self.line.place

    @property
    def shared(self) -> bool:
        """Whether it had that place together with others."""
        return self.line.tie is Tie.SHARED


def needed(members: int, percent: int) -> int:
    """How many must be present for a decision: never fewer than one."""
    return max(1, -(-members * percent // HUNDRED))


def carried(in_favour: int, voters: int) -> bool:
    """More than half of those who may vote: whoever abstains does not agree."""
    return 2 * in_favour > voters


def undecided(lines: Iterable[Line], cut: int) -> list[Line]:
    """What may lie on either side of the last prize, most open first."""

    def openness(line: Line) -> Fraction:
        low, high = line.low or line.place, line.high or line.place
        above, all_of_them = cut - low + 1, high - low + 1
        return Fraction(min(above, all_of_them - above), all_of_them)

    unsure = [line for line in lines if line.low and line.high and line.low <= cut < line.high]
    return sorted(unsure, key=lambda line: (-openness(line), line.place, line.ref))


def ordered(lines: Sequence[Line], moves: Iterable[Move]) -> tuple[Spot, ...]:
    """The computed order with every move made, one after the other. Equals stay side by side.

    A move that names an entry that is not among the lines is left out: it is not for this reader.
    """
    order, known = list(lines), {line.entry_id: line for line in lines}
    reasons: dict[UUID, tuple[str, ...]] = {}
    for move in moves:
        if move.entry_id in known and (move.above_id is None or move.above_id in known):
            order.remove(known[move.entry_id])
            order.insert(_before(order, move.above_id, moved=reasons), known[move.entry_id])
            reasons[move.entry_id] = (*reasons.get(move.entry_id, ()), move.reason)
    return tuple(_numbered(order, reasons))


def _before(order: Sequence[Line], above: UUID | None, moved: Iterable[UUID]) -> int:
    """Ahead of an entry, and of all that share its place."""
    at = next((n for n, line in enumerate(order) if line.entry_id == above), len(order))
    while 0 < at < len(order) and _together(order[at - 1], order[at], moved):
        at -= 1
    return at


def _together(first: Line, second: Line, moved: Iterable[UUID]) -> bool:
    shared = first.place == second.place and second.tie is Tie.SHARED
    return shared and not {first.entry_id, second.entry_id} & set(moved)


def _numbered(order: Sequence[Line], reasons: dict[UUID, tuple[str, ...]]) -> Iterable[Spot]:
    place = 0
    for number, line in enumerate(order, 1):
        if number == 1 or not _together(order[number - 2], line, reasons):
            place = number
        yield Spot(line, place, reasons.get(line.entry_id, ()))


def order_digest(spots: Iterable[Spot]) -> str:
    """Binds what the sitting decided: every place, where it came from, and why it changed."""
    return digest(
        {"order": [[s.place, s.line.ref, s.computed, *s.reasons] for s in spots]},
    )
