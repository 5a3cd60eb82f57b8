"""From marks to places, without a database: exact where it can be, the same for any order of rows.

What `ideas/scoring` says of names, scores and lots is used as it is; here entries get their line.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Protocol
from uuid import UUID

from ideas.rubrics.rules import Criterion, Judging
from ideas.scoring.calibration import (
    Calibration,
    EntryScore,
    Method,
    Uncorrectable,
    Why,
    calibrated,
)
from ideas.scoring.ranking import heaviest, lot
from ideas.scoring.rules import Marked, Sheet, means, parts, sheets_of

MILLION = 10**6
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
    plain. The interval holds the true rank nine times out of ten.
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


@dataclass(frozen=True)
class Table:
    """The ranking, best first, and how it came about."""

    lines: tuple[Line, ...]
    method: Method
    why: Why
    connected: bool


def rows_of(sheets: Iterable[SheetMarks], criteria: Sequence[Criterion]) -> list[Marked]:
    """Marks in points of 100 of their scale, judges under names that tell nothing."""
    sheets = list(sheets)
    names, turns = neutral(sheets), _turns(sheets)
    return [
        Marked(
            entry=sheet.ref, judge=names[sheet.judge_id], criterion=criterion.key,
            weight=Fraction(criterion.weight),
            mark=Fraction(HUNDRED * sheet.marks[criterion.key], criterion.highest),
            track=sheet.category, position=turns[sheet.assignment_id],
        )
        for sheet in sheets
        for criterion in criteria
        if criterion.key in sheet.marks
    ]  # fmt: skip


def neutral(sheets: Iterable[SheetMarks]) -> dict[UUID, str]:
    """J0001 and on, in the order of what they gave: whoever gives the same has the same name."""
    gave: dict[UUID, list[tuple[str, list[tuple[str, int]]]]] = defaultdict(list)
    for sheet in sheets:
        gave[sheet.judge_id].append((sheet.ref, sorted(sheet.marks.items())))
    order = sorted(gave, key=lambda judge: sorted(gave[judge]))
    return {judge: f"J{number:04}" for number, judge in enumerate(order, 1)}


def _turns(sheets: Iterable[SheetMarks]) -> dict[UUID, int]:
    """Which sheet was which judge's first, second and so on."""
    own: dict[UUID, list[SheetMarks]] = defaultdict(list)
    for sheet in sheets:
        own[sheet.judge_id].append(sheet)
    return {
        sheet.assignment_id: turn
        for found in own.values()
        for turn, sheet in enumerate(sorted(found, key=lambda s: (s.place, s.ref)), 1)
    }


def calibration_of(rows: Sequence[Marked], judging: Judging) -> Calibration:
    """By the method that the rules name; where that would not be honest, by none, and why."""
    try:
        return calibrated(rows, Method(judging.correction))
    except Uncorrectable as refused:
        return replace(calibrated(rows, Method.NONE), why=refused.why)


def table_of(
    entries: Iterable[AnyEntry], rows: Sequence[Marked], judging: Judging,
    criteria: Sequence[Criterion], seed: str = "",
) -> Table:  # fmt: skip
    """Every entry that somebody scored, with its place."""
    sheets = sheets_of(rows)
    found = _calibration(rows, sheets, judging)
    raw, counts = means(sheets), Counter(sheet.entry for sheet in sheets)
    told, tells = {one.entry: one for one in found.entries}, _deciding(rows, judging, criteria)
    lines = [
        _scored(
            Line(e.id, e.ref, e.title, e.category, raw[e.ref], raw[e.ref],
                 tells.get(e.ref, Fraction()), counts[e.ref]),
            told.get(e.ref), found.method,
        )
        for e in entries
        if e.ref in raw
    ]  # fmt: skip
    return Table(placed(lines, seed), found.method, found.why, found.connected)


def _calibration(
    rows: Sequence[Marked], sheets: Sequence[Sheet], judging: Judging
) -> Calibration:  # fmt: skip
    if not judging.plain and sheets:
        return calibration_of(rows, judging)
    connected = not sheets or len(set(parts(sheets).values())) == 1
    return Calibration(Method.NONE, Why.ASKED, connected, (), ())


def _scored(line: Line, told: EntryScore | None, method: Method) -> Line:
    """Where judging is plain, the mean stays exact: its fraction is what was sealed."""
    if told is None:
        return line
    score = line.mean if method is Method.NONE else Fraction(told.score)
    return replace(
        line, mean=settled(line.mean), score=settled(score), se=told.se, low=told.rank_low,
        high=told.rank_high,
    )  # fmt: skip


def settled(score: Fraction) -> Fraction:
    """Six decimals count, so that it does not matter which machine computed."""
    return Fraction(round(score * MILLION), MILLION)


def _deciding(
    rows: Sequence[Marked], judging: Judging, criteria: Sequence[Criterion]
) -> dict[str, Fraction]:
    """Each entry's mean in what tells equals apart."""
    keys = {criterion.key for criterion in deciding(criteria, judging)}
    return heaviest(row for row in rows if row.weight and row.criterion in keys)


def deciding(criteria: Sequence[Criterion], judging: Judging) -> tuple[Criterion, ...]:
    """The heaviest criterion; of several, all together, but the first where judging is plain."""
    most = max(criterion.weight for criterion in criteria)
    found = tuple(criterion for criterion in criteria if criterion.weight == most)
    return found[:1] if judging.plain else found


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
