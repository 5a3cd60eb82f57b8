"""How sound a judging is, in plain words: without a database."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from ideas.deciding.rankings.rules import SheetMarks
from ideas.judging.reviews.rules import mean
from ideas.judging.scoring.rules import Marked, deviating, sheets_of

# Krippendorff's own thresholds: firm conclusions, tentative ones; below: none.
FIRM, TENTATIVE = Fraction(8, 10), Fraction(667, 1000)
UNLIKELY = 0.05
HUNDRED = 100
ENOUGH = 3  # of a group, for a figure that points at nobody
SHEETS, JUDGES = 5, 3  # one's own sheets, and others met on them, before one reads one's card


class Harmony(StrEnum):
    """What an agreement coefficient is worth."""

    FIRM = "firm"
    TENTATIVE = "tentative"
    WEAK = "weak"
    UNKNOWN = "unknown"


def harmony(alpha: Fraction | None) -> Harmony:
    if alpha is None:
        return Harmony.UNKNOWN
    if alpha >= FIRM:
        return Harmony.FIRM
    return Harmony.TENTATIVE if alpha >= TENTATIVE else Harmony.WEAK


class Band(StrEnum):
    """A mean in words, for a team: how strong, never which place."""

    STRONG = "strong"
    GOOD = "good"
    FAIR = "fair"
    THIN = "thin"


BANDS = ((80, Band.STRONG), (65, Band.GOOD), (50, Band.FAIR))


def band(points: Fraction) -> Band:
    """Of points out of 100."""
    return next((word for least, word in BANDS if points >= least), Band.THIN)


@dataclass(frozen=True)
class Aggregate:
    """One criterion of one entry, from as many judges as hide each of them."""

    title: str
    mean: Fraction
    highest: int
    judges: int

    @property
    def points(self) -> Fraction:
        return HUNDRED * self.mean / self.highest

    @property
    def band(self) -> Band:
        return band(self.points)


def aggregate(title: str, marks: Sequence[int], highest: int) -> Aggregate | None:
    """None when so few marked it that the mean would tell what one of them gave."""
    if len(marks) < ENOUGH:
        return None
    return Aggregate(title, Fraction(sum(marks), len(marks)), highest, len(marks))


def above_others(judge: UUID, entries: Iterable[Mapping[UUID, Fraction]]) -> int | None:
    """Points that a judge gave above the others, over entries that enough of them scored.

    `entries`: each one's scores by judge.
    """
    gaps = [
        scores[judge] - mean(others)
        for scores in entries
        if judge in scores
        and len(others := [score for who, score in scores.items() if who != judge]) >= JUDGES
    ]
    return round(mean(gaps)) if gaps else None


def to_call(
    sheets: Iterable[SheetMarks], rows: Sequence[Marked], gap: int, per_entry: int
) -> frozenset[str]:
    """Entries whose sheets are all locked and lie further apart than the rule allows. Once only:
    an entry with more judges than the others was called for before."""
    sheets = list(sheets)
    many = Counter(sheet.ref for sheet in sheets)
    unready = {sheet.ref for sheet in sheets if not sheet.locked}
    far = deviating(sheets_of(rows), Fraction(gap)) if gap else ()
    return frozenset(ref for ref in far if ref not in unready and many[ref] <= per_entry)
