"""The words of scoring: a mark, a sheet of marks, and what plain counting says of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

VERSION = "1"


@dataclass(frozen=True)
class Marked:
    """One mark. Whoever abstains leaves none; a weight of 0 informs but never ranks."""

    entry: str
    judge: str
    criterion: str
    weight: Fraction
    mark: Fraction
    track: str = ""
    position: int | None = None  # the entry's place in this judge's own order


@dataclass(frozen=True)
class Sheet:
    """What one judge gave one entry: the weighted mean of the marks, exactly."""

    entry: str
    judge: str
    score: Fraction
    track: str = ""
    position: int | None = None


def sheets_of(rows: Iterable[Marked]) -> tuple[Sheet, ...]:
    """By entry and judge, in whatever order the marks come. No mark that weighs, no sheet."""
    marks: dict[tuple[str, str], list[Marked]] = defaultdict(list)
    for row in rows:
        if row.weight:
            marks[row.entry, row.judge].append(row)
    return tuple(
        Sheet(entry, judge, weighted_mean(own), own[0].track, own[0].position)
        for (entry, judge), own in sorted(marks.items())
    )


def weighted_mean(marks: Collection[Marked]) -> Fraction:
    total = sum((row.weight * row.mark for row in marks), Fraction())
    return total / sum((row.weight for row in marks), Fraction())


def mean(values: Collection[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def by_entry(sheets: Iterable[Sheet]) -> dict[str, list[Sheet]]:
    found: dict[str, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        found[sheet.entry].append(sheet)
    return dict(sorted(found.items()))


def means(sheets: Iterable[Sheet]) -> dict[str, Fraction]:
    """The raw mean of each entry, exactly."""
    return {entry: mean([sheet.score for sheet in own]) for entry, own in by_entry(sheets).items()}


def deviating(sheets: Iterable[Sheet], gap: Fraction) -> tuple[str, ...]:
    """The entries whose sheets lie further apart than the rule allows: call one more judge."""
    return tuple(
        entry
        for entry, own in by_entry(sheets).items()
        if max(sheet.score for sheet in own) - min(sheet.score for sheet in own) > gap
    )


def parts(sheets: Sequence[Sheet]) -> Mapping[str, int]:
    """Which part of the judge-entry graph each entry stands in, from 0. One part: connected.

    Across parts nothing tells a severe judge from a weak entry.
    """
    entries = {name: place for place, name in enumerate(by_entry(sheets))}
    judges = {name: len(entries) + place for place, name in enumerate(judges_of(sheets))}
    size = len(entries) + len(judges)
    ends = [entries[s.entry] for s in sheets], [judges[s.judge] for s in sheets]
    _, labels = connected_components(
        coo_array(([1] * len(sheets), ends), shape=(size, size)), directed=False
    )
    return {name: int(labels[place]) for name, place in entries.items()}


def judges_of(sheets: Iterable[Sheet]) -> list[str]:
    return sorted({sheet.judge for sheet in sheets})
