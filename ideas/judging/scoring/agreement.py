"""How far judges agree: Krippendorff's alpha, and the intraclass correlation. Exact fractions.

Everything rests on one number: how much the values of a group differ among themselves. Alpha
weighs the differences inside entries against those among all values as if dealt at random.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import chain

from ideas.judging.scoring.rules import Marked, by_entry, mean, sheets_of

Values = Sequence[Fraction]
Difference = Callable[[Values], Fraction]


class Level(StrEnum):
    """What a difference of two marks means."""

    NOMINAL = "nominal"  # other, and that is all
    ORDINAL = "ordinal"  # how many marks lie between
    INTERVAL = "interval"  # how many points


@dataclass(frozen=True)
class CriterionAgreement:
    criterion: str
    alpha: Fraction | None  # none where nothing was marked twice, or everything alike
    entries: int
    judges: int


@dataclass(frozen=True)
class Agreement:
    criteria: tuple[CriterionAgreement, ...]
    alpha: Fraction | None  # of whole sheets
    icc: Fraction | None


def agreement(rows: Iterable[Marked], level: Level = Level.INTERVAL) -> Agreement:
    """Per criterion, and over the sheets' scores."""
    rows = tuple(rows)
    marks: dict[str, list[Marked]] = defaultdict(list)
    for row in rows:
        marks[row.criterion].append(row)
    whole = [[sheet.score for sheet in own] for own in by_entry(sheets_of(rows)).values()]
    told = tuple(_criterion(name, own, level) for name, own in sorted(marks.items()))
    return Agreement(told, alpha(whole, level), icc(whole))


def _criterion(name: str, marks: Iterable[Marked], level: Level) -> CriterionAgreement:
    units: dict[str, list[Fraction]] = defaultdict(list)
    for row in marks:
        units[row.entry].append(row.mark)
    judges = {row.judge for row in marks}
    return CriterionAgreement(name, alpha(units.values(), level), len(units), len(judges))


def alpha(units: Iterable[Values], level: Level = Level.INTERVAL) -> Fraction | None:
    """1: as one; 0: as by chance. Each unit holds what its observers found; gaps do no harm."""
    compared = [unit for unit in units if len(unit) > 1]
    if level is Level.ORDINAL:
        compared = _as_ranks(compared)
    differing = _unlike if level is Level.NOMINAL else _squares
    pooled = list(chain.from_iterable(compared))
    expected = differing(pooled) / (len(pooled) - 1) if pooled else Fraction()
    if not expected:
        return None
    return 1 - sum((differing(unit) / (len(unit) - 1) for unit in compared), Fraction()) / expected


def _squares(values: Values) -> Fraction:
    """The squared differences of all ordered pairs, summed."""
    total = sum(values, Fraction())
    return 2 * (len(values) * sum((value**2 for value in values), Fraction()) - total**2)


def _unlike(values: Values) -> Fraction:
    """How many ordered pairs differ at all."""
    alike = sum(count**2 for count in Counter(values).values())
    return Fraction(len(values) ** 2 - alike)


def _as_ranks(units: Sequence[Values]) -> list[Values]:
    """Each value as its middle rank among all: the ordinal difference is that of such ranks."""
    counts = Counter(chain.from_iterable(units))
    ranks, below = {}, 0
    for value in sorted(counts):
        ranks[value] = below + Fraction(counts[value], 2)
        below += counts[value]
    return [[ranks[value] for value in unit] for unit in units]


def icc(units: Iterable[Values]) -> Fraction | None:
    """The share of a single sheet's variance that is the entry's own: ICC(1,1), one way."""
    units = [unit for unit in units if unit]
    total = sum(len(unit) for unit in units)
    if not 1 < len(units) < total:
        return None
    middle = mean(list(chain.from_iterable(units)))
    between = sum((len(unit) * (mean(unit) - middle) ** 2 for unit in units), Fraction())
    within = sum((_squares(unit) / (2 * len(unit)) for unit in units), Fraction())
    above, noise = between / (len(units) - 1), within / (total - len(units))
    many = (total - Fraction(sum(len(unit) ** 2 for unit in units), total)) / (len(units) - 1)
    spread = above + (many - 1) * noise
    return (above - noise) / spread if spread else None
