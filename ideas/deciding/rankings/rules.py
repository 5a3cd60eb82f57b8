"""From marks to places, without a database: exact where it can be, the same for any order of rows.

What `judging/scoring` says of names, scores and lots is used as it is; here entries get their line.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Protocol
from uuid import UUID

from ideas.judging.scoring.calibration import Method, Why
from ideas.judging.scoring.mixing import Figures
from ideas.judging.scoring.ranking import lot

HUNDRED = 100


class Tie(StrEnum):
    """What happened between entries with the same score."""

    NONE = "none"
    BROKEN = "broken"
    SHARED = "shared"
    DRAWN = "drawn"


@dataclass(frozen=True)
class SheetMarks:
    """One sheet of one judge, for those who compute from it. `place`: in the judge's own order."""

    entry_id: UUID
    assignment_id: UUID
    marks: Mapping[str, int]
    locked: bool
    judge_id: UUID
    ref: str
    category: str
    place: int


class AnyEntry(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def ref(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def category(self) -> str: ...


@dataclass(frozen=True)
class Line:
    """One entry's place and what it rests on. `heaviest`: what tells equals apart.

    `mean` is raw, `score` is what ranks; `se` and the rank interval are told unless judging is
    plain. The interval holds the true rank nine times out of ten. `absent`: its team did not come
    to present it.
    """

    entry_id: UUID
    ref: str
    title: str
    category: str
    mean: Fraction
    score: Fraction
    heaviest: Fraction
    sheets: int
    votes: int = 0
    se: float | None = None
    low: int | None = None
    high: int | None = None
    place: int = 0
    tie: Tie = Tie.NONE
    absent: bool = False

    @property
    def figures(self) -> Figures:
        return Figures(self.mean, self.score, self.se, self.low, self.high)


@dataclass(frozen=True)
class Table:
    """The ranking, best first, and how it came about."""

    lines: tuple[Line, ...]
    method: Method
    why: Why
    connected: bool


def placed(lines: Iterable[Line], seed: str = "") -> tuple[Line, ...]:
    """Best first. Equals share a place, or a lot tells them apart where one was promised."""
    order = sorted(
        lines,
        key=lambda ln: (
            -ln.score, -ln.heaviest, lot(seed, ln.ref) if seed else str(ln.entry_id)
        ),
    )  # fmt: skip
    keys = Counter((line.score, line.heaviest) for line in order)
    scores = Counter(line.score for line in order)
    first: dict[tuple[Fraction, Fraction], int] = {}
    found = []
    for number, line in enumerate(order, 1):
        key = (line.score, line.heaviest)
        place = number if seed else first.setdefault(key, number)
        tie = _tie(keys[key], scores[line.score], drawn=bool(seed))
        found.append(_within(replace(line, place=place, tie=tie), len(order)))
    return tuple(found)


def _tie(equal: int, same_score: int, *, drawn: bool) -> Tie:
    if equal > 1:
        return Tie.DRAWN if drawn else Tie.SHARED
    return Tie.BROKEN if same_score > 1 else Tie.NONE


def _within(line: Line, last: int) -> Line:
    """The interval among those that are still in the race, with the place itself."""
    if line.low is None or line.high is None:
        return line
    low, high = min(line.low, line.place), max(min(line.high, last), line.place)
    return replace(line, low=low, high=high)


def going_on(lines: Sequence[Line], passes: str) -> frozenset[UUID]:
    """Whom 'top:10' or 'top:3:category' lets go on. Who equals the last of them goes on too."""
    most, by_category = quota_of(passes)
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.category if by_category else ""].append(line)
    return frozenset(line.entry_id for group in groups.values() for line in _best(group, most))


def quota_of(passes: str) -> tuple[int, bool]:
    """How many go on, and whether of each category. 0: everybody."""
    kind, _, rest = passes.partition(":")
    number, _, scope = rest.partition(":")
    return (int(number), scope == "category") if kind == "top" else (0, False)


def _best(group: Sequence[Line], most: int) -> list[Line]:
    order = sorted(group, key=lambda line: (-line.score, -line.heaviest))
    if not most or len(order) <= most:
        return order
    last = (order[most - 1].score, order[most - 1].heaviest)
    return [line for line in order if (line.score, line.heaviest) >= last]
