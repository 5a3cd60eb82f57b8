"""Reading XLSX: bounded before it is unpacked; formulas and merged cells are told, not guessed."""

import re
import zipfile
from collections.abc import Generator, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from ideas.staff.sheets.rules import LIMITS, NO_MARKS, FileFault, Mark, Row, Sheet, Unreadable

Marks = dict[int, dict[int, Mark]]

# A number with more digits than this was rounded by the spreadsheet before we came.
EXACT = 10**15
BLOCK, OVERLAP = 1 << 20, 512
FORMULA = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*><(?:\w+:)?f[ />]')
SHEET_FILE = re.compile(r"xl/worksheets/sheet\d+\.xml")
LETTERS = 26


def open_book(path: Path) -> Sheet:
    """The first sheet of a book."""
    _check_package(path)
    try:
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        if sheet.end is None or sheet.start is None:
            raise Unreadable(FileFault.EMPTY)
        _check_size(sheet.end)
        marks = _formulas(path)
        _mark_merged(marks, sheet.merged_cell_ranges or [])
        rows = _rows(sheet.iter_rows(), marks, sheet.start[1])
    except PasswordError:
        raise Unreadable(FileFault.LOCKED) from None
    except CalamineError:
        raise Unreadable(FileFault.BROKEN) from None
    _, header, _ = next(rows, (0, [], NO_MARKS))
    return Sheet(header, rows, "xlsx")


def _check_package(path: Path) -> None:
    """What a package says of itself, before anything is unpacked."""
    size = path.stat().st_size
    if size > LIMITS.book_bytes:
        raise Unreadable(FileFault.TOO_BIG)
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
    # zipfile says NotImplementedError of a package made by a version it does not know.
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise Unreadable(FileFault.BROKEN) from None
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(FileFault.LOCKED)
    unpacked = sum(member.file_size for member in members)
    ratio = unpacked > LIMITS.unpacked_ratio * max(size, 4096)
    if ratio or unpacked > LIMITS.unpacked_bytes or len(members) > LIMITS.members:
        raise Unreadable(FileFault.BOMB)


def _check_size(end: tuple[int, int]) -> None:
    height, width = end[0] + 1, end[1] + 1
    if width > LIMITS.columns:
        raise Unreadable(FileFault.TOO_WIDE)
    if height * width > LIMITS.cells:
        raise Unreadable(FileFault.TOO_LONG)


def _formulas(path: Path) -> Marks:
    """Which cells of the first sheet hold a formula, by row and column."""
    marks: Marks = {}
    with zipfile.ZipFile(path) as package:
        names = sorted(filter(SHEET_FILE.fullmatch, package.namelist()), key=_number)
        for name in names[:1]:
            with package.open(name) as file:
                tail = b""
                while block := file.read(BLOCK):
                    for found in FORMULA.finditer(tail + block):
                        marks.setdefault(int(found[2]), {})[_column(found[1])] = Mark.FORMULA
                    tail = (tail + block)[-OVERLAP:]
    return marks


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", name))


def _column(letters: bytes) -> int:
    """'A' is 0, 'AA' is 26."""
    place = 0
    for letter in letters:
        place = place * LETTERS + letter - ord("A") + 1
    return place - 1


def _mark_merged(marks: Marks, ranges: list[Any]) -> None:
    for (top, left), (bottom, right) in ranges:
        for row in range(top, min(bottom, LIMITS.rows) + 1):
            for column in range(left, min(right, LIMITS.columns) + 1):
                marks.setdefault(row + 1, {}).setdefault(column, Mark.MERGED)


def _rows(values: Iterator[list[Any]], marks: Marks, left: int) -> Generator[Row, None, None]:
    """Rows with the number that the spreadsheet gives them; empty ones are left out."""
    for line, row in enumerate(values, start=1):
        cells = [value if type(value) is str else _text(value) for value in row]
        own = _own_marks(row, marks.get(line, {}), left)
        if any(cells) or own:
            yield line, cells, own


def _own_marks(row: list[Any], marks: Mapping[int, Mark], left: int) -> Mapping[int, Mark]:
    rounded = {n: Mark.ROUNDED for n, cell in enumerate(row) if _is_rounded(cell)}
    if not marks and not rounded:
        return NO_MARKS
    return rounded | {column - left: mark for column, mark in marks.items() if column >= left}


def _is_rounded(value: Any) -> bool:
    return type(value) is float and abs(value) >= EXACT


def _text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return str(value)
