"""Marks from a CSV file, checked as a whole: what one line says no other may contradict.

And marks into such a file, so that whoever reads it works with the very same numbers.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from ideas.judging.scoring.rules import Marked
from ideas.tables import (
    Parser,
    Row,
    Unreadable,
    decimal,
    number,
    read_table,
    text,
    whole,
    written,
)

COLUMNS = {"entry": text, "judge": text, "criterion": text, "weight": number, "mark": number}
OPTIONAL: dict[str, Parser] = {"track": text, "position": whole(1)}
ONCE = ("entry", "judge", "criterion")

# What must be the same wherever the key is, and how a sentence names the key.
Settled = tuple[str, Callable[[Row], Hashable], str]
SETTLED: tuple[Settled, ...] = (
    ("track", lambda row: row["entry"], "entry"),
    ("position", lambda row: (row["entry"], row["judge"]), "judge"),
    ("weight", lambda row: (row.cells.get("track", ""), row["criterion"]), "criterion"),
)


@dataclass(frozen=True)
class Scale:
    low: Fraction
    high: Fraction

    @classmethod
    def named(cls, bounds: str) -> "Scale":
        """From LOW:HIGH; a ValueError tells what is wrong with it."""
        low, _, high = bounds.partition(":")
        scale = cls(number(low), number(high))
        if scale.low >= scale.high:
            raise ValueError(f"has no room between its ends: {bounds!r}")
        return scale

    def __str__(self) -> str:
        return f"{float(self.low):g} to {float(self.high):g}"


def read_scores(path: Path, scale: Scale) -> list[Marked]:
    """Every mark of the file; an `Unreadable` names the first line that cannot be taken."""
    rows = read_table(path, COLUMNS, OPTIONAL, unique=ONCE)
    if not rows:
        raise Unreadable(path.name, 1, "holds no marks below its header")
    for row in rows:
        _check_mark(row, scale)
    for settled in SETTLED:
        _check_settled(rows, *settled)
    if not any(row["weight"] for row in rows):
        raise rows[0].fault("weight is 0 here and everywhere; nothing could be ranked")
    return [Marked(**row.cells) for row in rows]


def _check_mark(row: Row, scale: Scale) -> None:
    if not scale.low <= row["mark"] <= scale.high:
        told = f"mark {float(row['mark']):g} is outside the scale of {scale}; see --scale"
        raise row.fault(told)
    if row["weight"] < 0:
        raise row.fault(f"weight is below 0: {float(row['weight']):g}")


def _check_settled(
    rows: Iterable[Row], column: str, key: Callable[[Row], Hashable], named: str
) -> None:
    first: dict[Hashable, Row] = {}
    for row in rows:
        before = first.setdefault(key(row), row)
        here, there = row.cells.get(column), before.cells.get(column)
        if here != there:
            told = f"{column} {_plain(here)} of {named} {row[named]} is"
            raise row.fault(f"{told} {_plain(there)} on line {before.line}")


def _plain(value: Any) -> str:
    return f"{float(value):g}" if isinstance(value, Fraction) else repr(value)


def score_table(rows: Iterable[Marked]) -> str:
    """The file that `read_scores` reads, with a column only for what there is."""
    rows = sorted(rows, key=lambda row: (row.entry, row.judge, row.criterion))
    more = [name for name in OPTIONAL if any(getattr(row, name) for row in rows)]
    return written([[*COLUMNS, *more], *(_cells(row, [*COLUMNS, *more]) for row in rows)])


def _cells(row: Marked, columns: Iterable[str]) -> list[object]:
    values = [getattr(row, name) for name in columns]
    return [decimal(value) if isinstance(value, Fraction) else value for value in values]
