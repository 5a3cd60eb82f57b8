"""Tables as CSV: those that an outsider hands over, read strictly, and those that we hand out.

What is wrong with one is one English sentence with the file and the line, told by `Unreadable`.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

Parser = Callable[[str], Any]  # raises ValueError with what is wrong, "is empty" say

LONGEST = 100  # digits; a longer number is a mistake or an attack
EXACT = 60  # digits of a number that we write; only thirds and their like have more
# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


class Unreadable(Exception):
    """The table cannot be taken; its text is the whole sentence for whoever handed it over."""

    def __init__(self, file: str, line: int, trouble: str) -> None:
        super().__init__(f"{file}, line {line}: {trouble}")


@dataclass(frozen=True)
class Row:
    """One record: where it begins, and its parsed cells by column."""

    file: str
    line: int
    cells: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.cells[column]

    def fault(self, trouble: str) -> Unreadable:
        """For what only the reader of the rows can know: `raise row.fault("…")`."""
        return Unreadable(self.file, self.line, trouble)


def text(cell: str) -> str:
    if not cell:
        raise ValueError("is empty")
    return cell


def texts(cell: str) -> tuple[str, ...]:
    """Several in one cell, parted by `;`. An empty cell is none."""
    found = tuple(part.strip() for part in cell.split(";")) if cell else ()
    if "" in found:
        raise ValueError("has an empty part between its semicolons")
    if len(set(found)) < len(found):
        raise ValueError("names the same thing twice")
    return found


def number(cell: str) -> Fraction:
    """Exactly what is written: 7, 7.5 or -0.25. No exponent, no comma, no infinity."""
    digits = text(cell).removeprefix("-").replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST):
        raise ValueError(f"is not a number: {cell[:40]!r}")
    return Fraction(cell)


def whole(least: int) -> Parser:
    """A whole number from `least` on."""

    def parser(cell: str) -> int:
        value = number(cell)
        if value.denominator != 1 or value < least:
            raise ValueError(f"is not a whole number from {least} on: {cell[:40]!r}")
        return int(value)

    return parser


def read_table(
    path: Path,
    columns: Mapping[str, Parser],
    optional: Mapping[str, Parser] | None = None,
    unique: Sequence[str] = (),
) -> list[Row]:
    """Every record in the file's order. The `unique` columns together name a record once."""
    optional = optional or {}
    records = _records(path)
    line, header = next(records, (1, []))
    _check_header(path, line, header, columns, optional)
    parsers = {name: columns.get(name) or optional[name] for name in header}
    rows = [_row(path, line, record, parsers) for line, record in records]
    _check_unique(rows, unique)
    return rows


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank, each with the line on which it begins."""
    reader = csv.reader(StringIO(_content(path), newline=""), strict=True)
    begins = 1
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                yield begins, [cell.strip() for cell in record]
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(path.name, begins, f"is no sound CSV: {error}") from None


def _content(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Unreadable(path.name, 1, f"cannot be opened: {error.strerror}") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(path.name, line, "is not UTF-8") from None


def _check_header(
    path: Path, line: int, header: list[str], columns: Iterable[str], optional: Iterable[str]
) -> None:
    known = [*columns, *optional]
    missing = [name for name in columns if name not in header]
    foreign = [name for name in header if name not in known]
    twice = [name for name in header if header.count(name) > 1]
    for trouble, names in (("missing", missing), ("unknown", foreign), ("repeated", twice)):
        if names:
            told = f"{trouble} column {names[0]!r}; the columns are {', '.join(known)}"
            raise Unreadable(path.name, line, told)


def _row(path: Path, line: int, record: list[str], parsers: Mapping[str, Parser]) -> Row:
    if len(record) != len(parsers):
        told = f"has {len(record)} cells; the header has {len(parsers)}"
        raise Unreadable(path.name, line, told)
    cells = {}
    for (name, parser), cell in zip(parsers.items(), record, strict=True):
        try:
            cells[name] = parser(cell)
        except ValueError as error:
            raise Unreadable(path.name, line, f"{name} {error}") from None
    return Row(path.name, line, cells)


def _check_unique(rows: Iterable[Row], unique: Sequence[str]) -> None:
    first: dict[tuple[Any, ...], int] = {}
    for row in rows if unique else ():
        key = tuple(row[name] for name in unique)
        if key in first:
            named = ", ".join(f"{name} {row[name]}" for name in unique)
            raise row.fault(f"{named} stands on line {first[key]} already")
        first[key] = row.line


def written(rows: Iterable[Iterable[object]]) -> str:
    """A table for any spreadsheet, in which no cell is a formula, whatever somebody wrote in it."""
    out = StringIO()
    csv.writer(out).writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def decimal(value: Fraction) -> str:
    """Written plainly, as `number` reads it."""
    found = Context(prec=EXACT).divide(Decimal(value.numerator), Decimal(value.denominator))
    return f"{found:f}"
