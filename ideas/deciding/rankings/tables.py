"""From marks to a table: rows that `judging/scoring` reads, and the places that come of them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from uuid import UUID

from ideas.deciding.rankings.rules import (
    HUNDRED,
    AnyEntry,
    Line,
    SheetMarks,
    Table,
    placed,
)
from ideas.judging.rubrics.rules import Criterion, Judging
from ideas.judging.scoring.calibration import (
    Calibration,
    EntryScore,
    Method,
    Uncorrectable,
    Why,
    calibrated,
)
from ideas.judging.scoring.mixing import mixed, settled
from ideas.judging.scoring.ranking import heaviest
from ideas.judging.scoring.rules import Marked, Sheet, means, parts, sheets_of


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


def veiled(
    sheets: Iterable[SheetMarks], named: Collection[str], letter: str = "E"
) -> list[SheetMarks]:
    """Entries that are told to nobody become E0001 and on, in the order of what they were given."""
    sheets = list(sheets)
    given: dict[str, list[list[tuple[str, int]]]] = defaultdict(list)
    for sheet in sheets:
        if sheet.ref not in named:
            given[sheet.ref].append(sorted(sheet.marks.items()))
    order = sorted(given, key=lambda ref: sorted(given[ref]))
    names = {ref: f"{letter}{number:04}" for number, ref in enumerate(order, 1)}
    return [replace(sheet, ref=names.get(sheet.ref, sheet.ref)) for sheet in sheets]


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


def weighed(
    panel: Iterable[Line], talks: Iterable[Line], share: int, absent: Collection[UUID] = ()
) -> list[Line]:
    """Lines of a panel with their presentations in them; who was not heard has none yet."""
    lines = {line.ref: line for line in panel}
    missed = {ref for ref, line in lines.items() if line.entry_id in absent}
    found = mixed(
        {ref: line.figures for ref, line in lines.items()},
        {line.ref: line.figures for line in talks}, share, missed,
    )  # fmt: skip
    return [
        replace(lines[ref], **vars(figures), absent=ref in missed) for ref, figures in found.items()
    ]


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
