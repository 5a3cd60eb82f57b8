"""One order of all entries, each tie told apart by a rule that was declared beforehand.

By corrected score; then by the mean mark of the heaviest criterion; then by lot: the lowest
SHA-256 of "seed:entry" comes first, from a seed whose own hash was published before scores closed.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ideas.judging.scoring.calibration import PLACES, Calibration, EntryScore, Method, calibrated
from ideas.judging.scoring.rules import Marked, mean


class Decided(StrEnum):
    """What told an entry from those beside it."""

    SCORE = "score"
    CRITERION = "criterion"
    LOT = "lot"


@dataclass(frozen=True)
class Place:
    rank: int
    entry: str
    score: float
    mean: float
    decided_by: Decided


def ranked(
    rows: Iterable[Marked], tie_seed: str, method: Method = Method.AUTO
) -> tuple[Place, ...]:
    """Best first, no rank twice."""
    rows = tuple(rows)
    return placed(calibrated(rows, method).entries, heaviest(rows), tie_seed)


def placed(
    scored: Iterable[EntryScore], deciding: dict[str, Fraction], tie_seed: str
) -> tuple[Place, ...]:
    """The same, for scores that are known already."""
    scored = tuple(scored)
    keys = {
        one.entry: (-one.score, -deciding[one.entry], lot(tie_seed, one.entry)) for one in scored
    }
    found = sorted(scored, key=lambda one: keys[one.entry])
    same = [Counter(key[:depth] for key in keys.values()) for depth in (1, 2)]
    return tuple(
        Place(rank, one.entry, one.score, one.mean, _decided(keys[one.entry], same))
        for rank, one in enumerate(found, 1)
    )


def _decided(
    key: tuple[float, Fraction, str], same: Sequence[Counter[tuple[float | Fraction | str, ...]]]
) -> Decided:
    for depth, told in enumerate((Decided.SCORE, Decided.CRITERION)):
        if same[depth][key[: depth + 1]] == 1:
            return told
    return Decided.LOT


def heaviest(rows: Iterable[Marked]) -> dict[str, Fraction]:
    """Each entry's mean mark in its heaviest criterion, or over all that weigh as much.

    Six decimals count, as in scores: a third that was written down is still a third.
    """
    marks: dict[str, dict[Fraction, list[Fraction]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        marks[row.entry][row.weight].append(row.mark)
    return {entry: round(mean(own[max(own)]), PLACES) for entry, own in marks.items()}


def lot(seed: str, entry: str) -> str:
    """Drawn by whoever knows the seed, foreseen by nobody who does not."""
    return hashlib.sha256(f"{seed}:{entry}".encode()).hexdigest()


def commitment(seed: str) -> str:
    """Published before scores close; it binds whoever keeps the seed, and tells nothing of it."""
    return hashlib.sha256(seed.encode()).hexdigest()


def straddling(calibration: Calibration, line: int) -> tuple[EntryScore, ...]:
    """What to talk about first: entries that may lie on either side of the line, most open first.

    The most open one has as many of its likely ranks above the line as below it.
    """

    def openness(one: EntryScore) -> Fraction:
        above, all_of_them = line - one.rank_low + 1, one.rank_high - one.rank_low + 1
        return Fraction(min(above, all_of_them - above), all_of_them)

    unsure = [one for one in calibration.entries if one.rank_low <= line < one.rank_high]
    return tuple(sorted(unsure, key=lambda one: (-openness(one), one.rank, one.entry)))
