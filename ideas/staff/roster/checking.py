"""One row at a time: a clean row, or everything that is wrong with it. Quick when all is well."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from ideas.staff.roster import cells
from ideas.staff.roster.numbers import Numbers, bare, disagreements
from ideas.staff.roster.rules import Column, Fault, Found, masked
from ideas.staff.roster.units import Units
from ideas.staff.sheets.rules import Mark

READ: dict[Column, cells.Read] = {
    Column.NUMBER: cells.read_number,
    Column.CODE: cells.read_code,
    Column.NAME: cells.read_name,
    Column.EMAIL: cells.read_email,
    Column.SUPERIOR: cells.read_superior,
    Column.BEFORE: cells.read_titles(Column.BEFORE),
    Column.AFTER: cells.read_titles(Column.AFTER),
    Column.EMPLOYMENT: cells.read_employment,
    Column.STATUS: cells.read_status,
    Column.BIRTH: cells.read_day(Column.BIRTH, Fault.BIRTH_UNREADABLE),
    Column.SEX: cells.read_sex,
    Column.POSITION: cells.read_position,
    Column.GRADE: cells.read_grade,
    Column.SINCE: cells.read_day(Column.SINCE, Fault.SINCE_UNREADABLE),
}
MANY = {Column.NUMBER, Column.CODE, Column.NAME, Column.EMAIL, Column.SUPERIOR}

# What a row must not hold, sought in all its cells at once: first quickly, then by name.
PRINTED = str.isprintable
BEGINS_ILL = re.compile("\n[ \t]*(?:[=+@]|-[^\n]|#[A-Z])|\ufffd")
FORMULA = re.compile(r"[ \t]*(?:[=+@]|-.)")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
LOST = re.compile("[\ufffd\ud800-\udfff]")
ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)")
MARKED = {
    Mark.FORMULA: Fault.FORMULA, Mark.MERGED: Fault.MERGED, Mark.ROUNDED: Fault.NUMBER_ROUNDED
}  # fmt: skip
FUTURE = timedelta(days=366)
DAY = timedelta(days=1)

# A clean row as it is laid down: None is what the file does not tell.
Clean = tuple[str | None, ...]
ORDER = tuple(Column)
TOLD = 14


class Checker:
    """Checks the rows of one file, whose columns were told apart, as of one day."""

    def __init__(
        self, header: Sequence[str], mapping: Mapping[Column, int], units: Units, today: date
    ) -> None:
        self.columns, self.places = list(mapping), list(mapping.values())
        self.header, self.width, self.units = list(header), len(header), units
        # One more cell, so that a single column gives a row of cells too.
        self.pick: Callable[[Sequence[str]], Sequence[str]] = itemgetter(*self.places, 0)
        self.readers = [_reader(column) for column in self.columns]
        gap = len(self.columns)
        self.arrange: Callable[[Sequence[Any]], tuple[Any, ...]] = itemgetter(
            *(self.columns.index(c) if c in mapping else gap for c in ORDER)
        )
        self.found_units, self.kinds = dict[Any, Any](), dict[Any, Any]()
        self.agreed: set[Any] = set()
        self.numbers, self.day = Numbers(today), today.isoformat()
        self.latest = (today + FUTURE).isoformat()
        self.eves: dict[str, str] = {}

    def check(self, row: list[str], marks: Mapping[int, Mark]) -> tuple[Clean, list[Found]]:
        """The clean row, and what is wrong: with a fault it serves only to know the person."""
        if len(row) != self.width and (misfit := self._misfit(row)):
            return self._only_number(row), [misfit]
        picked = self.pick(row)
        suspect = marks or BEGINS_ILL.search("\n" + "\n".join(picked))
        if (suspect or not PRINTED("".join(picked))) and (
            found := list(self._suspects(picked, marks))
        ):
            return self._only_number(row), _told(found)
        values: list[Any] = [read(text) for read, text in zip(self.readers, picked, strict=False)]
        values.append(None)
        clean, faults = self._finished(self.arrange(values))
        if faults and row == self.header:
            faults = [Found(Fault.HEADER_AGAIN)]
        return clean, faults

    def _finished(self, row: tuple[Any, ...]) -> tuple[Clean, list[Found]]:
        (number, code, name, before, after, employment, _, email, _, _, *place, position,
         kind, echelon, grade, superior, since) = row  # fmt: skip
        unit: Any = self._unit(*place)
        rank: Any = self._kind(kind, echelon)
        faults = [value for value in (*row, unit, rank) if value.__class__ is Found]
        if fault := self.numbers.fault(number):
            faults.append(Found(fault, Column.NUMBER, number))
        faults = faults or self._disagreements(row)
        if faults:
            return self._number_of(number), _told(faults)
        since = since or self.day
        return (
            number, code or None, name, before, after, employment or None, email or None,
            position, grade, superior, unit, rank or None, since, self._eve(since),
        ), faults  # fmt: skip

    def _disagreements(self, row: tuple[Any, ...]) -> list[Found]:
        """What seldom differs from row to row is compared once."""
        number, employment, birth, sex = row[0], row[5], row[8], row[9]
        grade, superior, since = row[16:]
        key = employment, grade, since and since[:7], number[:4], number[12:15]
        if key in self.agreed and not birth and not sex and superior != number:
            return []
        told = dict(zip(ORDER, row, strict=True))
        faults = list(disagreements(told))
        if since and since > self.latest:
            faults.append(Found(Fault.SINCE_FUTURE, Column.SINCE, since))
        elif not faults and (since or "") < self.day:
            self.agreed.add(key)
        return faults

    def _unit(self, *words: str | None) -> str | Found:
        if words not in self.found_units:
            tidy = (cells.tidy(word or "") for word in words)
            self.found_units[words] = self.units.find(*tidy)
        unit: str | Found = self.found_units[words]
        return unit

    def _kind(self, *words: str | None) -> str | Found:
        if words not in self.kinds:
            self.kinds[words] = cells.read_kind(*(word or "" for word in words))
        kind: str | Found = self.kinds[words]
        return kind

    def _eve(self, since: str) -> str:
        """The day before, on which the earlier posting ends."""
        if since not in self.eves:
            self.eves[since] = (date.fromisoformat(since) - DAY).isoformat()
        return self.eves[since]

    def _misfit(self, row: list[str]) -> Found | None:
        """A row with other cells than the header. Empty ones at its end do not count."""
        while len(row) > self.width and not row[-1].strip():
            row.pop()
        if len(row) > self.width:
            return Found(Fault.TOO_MANY)
        return Found(Fault.TOO_FEW) if len(row) < self.width else None

    def _suspects(self, picked: Sequence[str], marks: Mapping[int, Mark]) -> Iterator[Found]:
        for column, place, text in zip(self.columns, self.places, picked, strict=False):
            fault = MARKED[marks[place]] if place in marks else suspicion(text)
            if fault:
                yield Found(fault, column, text)

    def _only_number(self, row: list[str]) -> Clean:
        place = self.places[self.columns.index(Column.NUMBER)]
        return self._number_of(bare(row[place].strip()) if place < len(row) else "")

    def _number_of(self, number: str) -> Clean:
        """Whom a wrong row is about, when that much can be told."""
        sound = number if not self.numbers.fault(number) else None
        return (sound, *[None] * (TOLD - 1))


def _reader(column: Column) -> cells.Read:
    """Words are few and remembered; names and numbers are many."""
    read = READ.get(column, str)
    return read if column in MANY else cells.Words(read).__getitem__


def _told(faults: list[Found]) -> list[Found]:
    return [
        Found(found.fault, found.column, masked(found.column, found.value), found.near)
        for found in faults
    ]


def suspicion(text: str) -> Fault | None:
    """What in a cell is not text that a person wrote there."""
    if LOST.search(text):
        return Fault.ENCODING
    if ERRORS.match(text.strip()):
        return Fault.CELL_ERROR
    if "\n" in text or "\r" in text:
        return Fault.LINE_BREAK
    if FORMULA.match(text):
        return Fault.FORMULA
    return Fault.CONTROLS if CONTROL.search(text) else None
