"""A calibration room without a database: which entries, what the spread shows, what was agreed."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ideas.history.rules import digest
from ideas.judging.rubrics.rules import Criterion

# A spread of fewer sheets would tell who gave what.
FEWEST = 3
MOST_WORDS = 600


@dataclass(frozen=True)
class Spread:
    """How often each level of a criterion was chosen, and where one's own mark lies."""

    criterion: Criterion
    counts: tuple[tuple[int, int], ...]
    own: int | None

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)

    @property
    def widest(self) -> int:
        return max(count for _, count in self.counts)


def spread(criterion: Criterion, marks: Iterable[int], own: int | None) -> Spread:
    """Marks are counted at the explained level that lies nearest; halfway belongs below."""
    levels = [mark for mark, _ in criterion.levels]
    found = Counter(_nearest(levels, mark) for mark in marks)
    counts = tuple((level, found[level]) for level in levels)
    return Spread(criterion, counts, None if own is None else _nearest(levels, own))


def _nearest(levels: Sequence[int], mark: int) -> int:
    return min(levels, key=lambda level: (abs(level - mark), level))


def drawn(entries: Mapping[str, int], number: int, seed: int) -> list[str]:
    """Entries that the most judges may read come first, a lot decides among equals.

    `entries`: how many judges must stay away from each.
    """
    return sorted(entries, key=lambda ref: (entries[ref], _lot(seed, ref)))[:number]


def _lot(seed: int, ref: str) -> str:
    return hashlib.sha256(f"{seed}:{ref}".encode()).hexdigest()


@dataclass(frozen=True)
class Agreed:
    """What the panel agreed a criterion to mean; no text takes it back."""

    criterion: str
    text: str


def wording_digest(step: str, said: Agreed, at: str) -> str:
    """What was agreed, bound so that nobody can say later that it read otherwise."""
    return digest({"step": step, "criterion": said.criterion, "text": said.text, "at": at})
