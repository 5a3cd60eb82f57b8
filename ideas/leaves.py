"""A long list on leaves: a slow line carries one of them, whatever lies behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class Leaf(Generic[Item]):
    """One leaf of a list, counted from 1; an empty list has one, an empty one."""

    items: Sequence[Item]
    number: int
    leaves: int

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.leaves else None


MOST_DIGITS = 6


def number_in(text: str) -> int:
    """The leaf that an address asks for; the first one when it asks for nonsense."""
    plain = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if plain else 1


def leaf_of(items: Sequence[Item], number: int, size: int) -> Leaf[Item]:
    """The leaf of this number, or the nearest one that is there."""
    leaves = max(1, -(-len(items) // size))
    number = min(max(1, number), leaves)
    return Leaf(items[(number - 1) * size : number * size], number, leaves)
