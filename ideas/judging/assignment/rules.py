"""Who could judge what, what keeps them apart, and what came of it: plain data, no database."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum

from ideas.failures import Invalid
from ideas.say import Sentence

VERSION = "1"

Pair = tuple[str, str]  # entry, judge


@dataclass(frozen=True)
class Entry:
    name: str
    category: str = ""
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Judge:
    """`categories`: only these; none named means all. `most` and `fewest` bound the load."""

    name: str
    panel: str = ""
    categories: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    most: int | None = None
    fewest: int = 0

    def reads(self, category: str) -> bool:
        return not self.categories or category in self.categories


@dataclass(frozen=True)
class Problem:
    """All that the draw knows. `needs` names entries that want another number than the rest."""

    entries: Sequence[Entry]
    judges: Sequence[Judge]
    per_entry: int = 3
    conflicts: AbstractSet[Pair] = frozenset()
    must: AbstractSet[Pair] = frozenset()
    must_not: AbstractSet[Pair] = frozenset()
    existing: AbstractSet[Pair] = frozenset()  # kept as far as the rules allow
    wishes: Mapping[Pair, int] = field(default_factory=dict)  # bids, from -3 to 3
    needs: Mapping[str, int] = field(default_factory=dict)
    bridges: int = 1  # judges from another panel, where panels exist
    unbridged: AbstractSet[str] = frozenset()  # entries that go without


@dataclass(frozen=True, order=True)
class Assigned:
    """One judge on one entry. `bridge`: from another panel than most judges of this entry."""

    entry: str
    judge: str
    bridge: bool = False

    @property
    def pair(self) -> Pair:
        return (self.entry, self.judge)


@dataclass(frozen=True)
class Assignment:
    """What was drawn; `connected`: all marks can be compared, through judges in between."""

    pairs: tuple[Assigned, ...]
    load: Mapping[str, int]
    connected: bool


class Rule(StrEnum):
    """What may stand in the way of every assignment."""

    PER_ENTRY = "per_entry"
    CATEGORIES = "categories"
    CONFLICTS = "conflicts"
    BRIDGES = "bridges"
    MAX_LOAD = "max_load"
    MIN_LOAD = "min_load"
    PINS = "pins"


@dataclass(frozen=True)
class Bound:
    """One rule that binds, and whom: without these bounds there is an assignment."""

    rule: Rule
    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule}: {';'.join(self.names)}"


class Infeasible(Invalid):
    """No assignment keeps the rules; the sentence names what stands in the way, and a cure."""

    def __init__(self, cures: Sequence[Sentence], binding: Sequence[Bound]) -> None:
        super().__init__(cures[0])
        self.cures, self.binding = tuple(cures), tuple(binding)
