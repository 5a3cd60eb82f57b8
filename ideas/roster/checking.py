"""One row at a time: a clean row, or everything that is wrong with it. Quick when all is well."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from ideas.roster import cells
from ideas.roster.numbers import Numbers, bare, disagreements
from ideas.roster.rules import Column, Fault, Found, masked
from ideas.roster.units import Units
from ideas.sheets.rules import Mark

# One reader for each cell. Words are few and remembered; names and numbers are many.
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

# What a row must not hold, sought in all its cells at once, one to a line.
SUSPECT = re.compile(
    r"^[ \t]*[=+@]|^-.|^[ \t]*#[A-Z]|[\x00-\x08\x0b-\x1f\x7f-\x9f"
    r"\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd\ud800-\udfff]",
    re.MULTILINE,
)
LOST = re.compile("[\ufffd\ud800-\udfff]")
ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)")
MARKED = {
    Mark.FORMULA: Fault.FORMULA, Mark.MERGED: Fault.MERGED, Mark.ROUNDED: Fault.NUMBER_ROUNDED
}  # fmt: skip
FUTURE = timedelta(days=366)
DAY = timedelta(days=1)

# A clean row as it is laid down: None is what the file does not tell.
Clean = tuple[str | None, ...]
TOLD = (
    Column.NUMBER, Column.CODE, Column.NAME, Column.BEFORE, Column.AFTER, Column.EMPLOYMENT,
    Column.EMAIL, Column.POSITION, Column.GRADE, Column.SUPERIOR,
)  # fmt: skip

# An empty cell here tells nothing, instead of that there is nothing.
SILENT = [TOLD.index(c) for c in (Column.CODE, Column.EMPLOYMENT, Column.EMAIL)]


class Checker:
    """Checks the rows of one file, whose columns were told apart, as of one day."""

    def __init__(
        self, header: Sequence[str], mapping: Mapping[Column, int], units: Units, today: date
    ) -> None:
        self.header, self.columns, self.units = list(header), list(mapping), units
        places = list(mapping.values())
        # A second cell, so that one mapped column gives a row of cells too.
        self.pick: Callable[[Sequence[str]], Sequence[str]] = itemgetter(*places, places[0])
        self.places, self.width = places, len(header)
        self.readers = [_reader(column) for column in self.columns]
        self.found_units, self.kinds = dict[Any, Any](), dict[Any, Any]()
        self.numbers, self.day = Numbers(today), today.isoformat()
        self.latest = (today + FUTURE).isoformat()
        self.eves: dict[str, str] = {}

    def check(self, row: list[str], marks: Mapping[int, Mark]) -> tuple[Clean, list[Found]]:
        """The clean row, and what is wrong: with a fault it serves only to know the person."""
        if len(row) != self.width and (misfit := self._misfit(row)):
            return self._only_number(row), [misfit]
        picked = self.pick(row)
        joined = "\n".join(picked)
        suspect = marks or SUSPECT.search(joined) or joined.count("\n") != len(self.places)
        if suspect and (found := list(self._suspects(picked, marks))):
            return self._only_number(row), self._told(found)
        read = {c: r(t) for c, r, t in zip(self.columns, self.readers, picked, strict=False)}
        faults = [value for value in read.values() if value.__class__ is Found]
        return self._finished(read, faults)

    def _finished(self, read: dict[Column, Any], faults: list[Found]) -> tuple[Clean, list[Found]]:
        number, since = read[Column.NUMBER], read.get(Column.SINCE) or self.day
        if fault := self.numbers.fault(number):
            faults.append(Found(fault, Column.NUMBER, number))
        elif not faults:
            faults = list(disagreements(read))
        unit, kind = self._unit(read), self._kind(read)
        faults += [found for found in (unit, kind) if found.__class__ is Found]
        if since.__class__ is str and since > self.latest:
            faults.append(Found(Fault.SINCE_FUTURE, Column.SINCE, since))
        if faults:
            return self._number_of(number), self._told(faults)
        told = [read.get(column) for column in TOLD]
        for place in SILENT:
            told[place] = told[place] or None
        return (*told, unit, kind or None, since, self._eve(since)), faults

    def _unit(self, read: Mapping[Column, str]) -> str | Found:
        get = read.get
        key = (get(Column.UNIT, ""), get(Column.UNIT_NAME, ""), get(Column.UNIT_ABOVE, ""))
        if key not in self.found_units:
            self.found_units[key] = self.units.find(*(cells.tidy(word) for word in key))
        unit: str | Found = self.found_units[key]
        return unit

    def _kind(self, read: Mapping[Column, str]) -> str | Found:
        key = read.get(Column.KIND, ""), read.get(Column.ECHELON, "")
        if key not in self.kinds:
            self.kinds[key] = cells.read_kind(*key)
        kind: str | Found = self.kinds[key]
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

    def _told(self, faults: list[Found]) -> list[Found]:
        return [
            Found(found.fault, found.column, masked(found.column, found.value), found.near)
            for found in faults
        ]

    def _only_number(self, row: list[str]) -> Clean:
        place = self.places[self.columns.index(Column.NUMBER)]
        return self._number_of(bare(row[place].strip()) if place < len(row) else "")

    def _number_of(self, number: str) -> Clean:
        """Whom a wrong row is about, when that much can be told."""
        sound = number if not self.numbers.fault(number) else None
        return (sound, *[None] * (len(TOLD) + 3))


def suspicion(text: str) -> Fault | None:
    """What in a cell is not text that a person wrote there."""
    if LOST.search(text):
        return Fault.ENCODING
    if ERRORS.match(text.strip()):
        return Fault.CELL_ERROR
    if "\n" in text or "\r" in text:
        return Fault.LINE_BREAK
    if not SUSPECT.search(text):
        return None
    return Fault.FORMULA if SUSPECT.search(text.strip()[:1] + ".") else Fault.CONTROLS


def _reader(column: Column) -> cells.Read:
    read = READ.get(column, str)
    return read if column in MANY else cells.Words(read).__getitem__
