"""In which order each judge reads: drawn by lot, and evened out over the judges of an entry.

Who is read first is judged by another measure than who is read last. So whatever came late for
one judge comes early for the next: over its judges, an entry stands near the middle.
"""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from ideas.judging.assignment.lots import lot
from ideas.judging.assignment.rules import Pair

MIDDLE = Fraction(1, 2)


def places(pairs: Iterable[Pair], seed: int) -> dict[Pair, int]:
    """The place of each entry in its judge's order, from 1. The same pairs give the same places."""
    piles: dict[str, list[str]] = defaultdict(list)
    for entry, judge in sorted(pairs):
        piles[judge].append(entry)
    late: dict[str, Fraction] = defaultdict(Fraction)
    drawn: dict[Pair, int] = {}
    for judge in sorted(piles, key=lambda judge: lot(seed, judge)):
        order = sorted(piles[judge], key=lambda entry: (-late[entry], lot(seed, judge, entry)))
        for place, entry in enumerate(order, 1):
            drawn[entry, judge] = place
            late[entry] += Fraction(place * 2 - 1, 2 * len(order)) - MIDDLE
    return drawn
