"""What a NIP says, digit by digit (Perka BKN 22/2007; NI PPPK has a code where a month stands)."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from ideas.staff.people.rules import NIP_LENGTH, SEXES, Employment
from ideas.staff.roster.rules import Column, Fault, Found

PUNCTUATION = str.maketrans("", "", " .-'\u2018\u2019`\u00a0\"")
SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")
OLD_LENGTH, NIK_LENGTH = 9, 16
MONTHS = 12
YOUNGEST = 14  # years between a birth and a first appointment, at the least
STATE = (Employment.PNS, Employment.CPNS)


class Numbers:
    """Checks numbers as of one day, and remembers which birth dates are real."""

    def __init__(self, today: date) -> None:
        self.latest_year = today.year + 1
        self.births: dict[str, int] = {}

    def fault(self, number: str) -> Fault | None:
        """What is wrong with the digits, whoever bears them."""
        if len(number) != NIP_LENGTH or not (number.isascii() and number.isdigit()):
            return shape_fault(number)
        born = self.births.get(number[:8]) or self._born(number[:8])
        year = int(number[8:12])
        if not born:
            return Fault.NUMBER_BIRTH
        if year < born + YOUNGEST:
            return Fault.NUMBER_YEAR
        if year > self.latest_year:
            return Fault.NUMBER_FUTURE
        return None if number[14] in SEXES else Fault.NUMBER_SEX

    def _born(self, digits: str) -> int:
        """The year of birth, or 0 when there is no such day."""
        try:
            day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        except ValueError:
            return 0
        self.births[digits] = day.year if day.year >= 1900 else 0  # noqa: PLR2004 -- none is older
        return self.births[digits]


def bare(text: str) -> str:
    """The digits of a number as people write it: in groups, with dots, after an apostrophe."""
    return text if text.isdigit() else text.translate(PUNCTUATION)


def shape_fault(number: str) -> Fault:
    if not number:
        return Fault.NUMBER_MISSING
    if SCIENTIFIC.fullmatch(number):
        return Fault.NUMBER_ROUNDED
    if not (number.isascii() and number.isdigit()):
        return Fault.NUMBER_LETTERS
    if len(number) == OLD_LENGTH:
        return Fault.NUMBER_OLD
    return Fault.NUMBER_NIK if len(number) == NIK_LENGTH else Fault.NUMBER_LENGTH


def appointment_fault(number: str, employment: str | None) -> Fault | None:
    """Digits 13 and 14: a month for PNS, a contract code (which may exceed 12) for PPPK."""
    code = int(number[12:14])
    if employment in STATE:
        return None if 1 <= code <= MONTHS else Fault.NUMBER_MONTH
    return None if code else Fault.NUMBER_CONTRACT


def disagreements(row: Mapping[Column, str | None]) -> Iterator[Found]:
    """Where a sound number and the other cells of its row tell different things."""
    number, employment = row[Column.NUMBER] or "", row.get(Column.EMPLOYMENT)
    if fault := appointment_fault(number, employment):
        yield Found(fault, Column.NUMBER, number)
    yield from _person_disagrees(row, number)
    grade, since = row.get(Column.GRADE), row.get(Column.SINCE)
    if grade and employment and ("/" in grade) != (employment in STATE):
        yield Found(Fault.GRADE_ELSEWHERE, Column.GRADE, grade)
    if since and int(since[:4]) < int(number[:4]) + YOUNGEST:
        yield Found(Fault.SINCE_EARLY, Column.SINCE, since)


def _person_disagrees(row: Mapping[Column, str | None], number: str) -> Iterator[Found]:
    if (birth := row.get(Column.BIRTH)) and birth.replace("-", "") != number[:8]:
        yield Found(Fault.BIRTH_DIFFERS, Column.BIRTH)
    if (sex := row.get(Column.SEX)) and sex != number[14]:
        yield Found(Fault.SEX_DIFFERS, Column.SEX)
    if row.get(Column.SUPERIOR) == number:
        yield Found(Fault.SUPERIOR_SELF, Column.SUPERIOR, number)
