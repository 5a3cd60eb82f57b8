"""A list of staff without a file: its columns, what can be wrong with a row, how numbers hide."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """What a column of the list tells about a person."""

    NUMBER = "number"
    CODE = "code"
    NAME = "name"
    BEFORE = "titles_before"
    AFTER = "titles_after"
    EMPLOYMENT = "employment"
    STATUS = "status"
    EMAIL = "email"
    BIRTH = "birth"
    SEX = "sex"
    UNIT = "unit"
    UNIT_NAME = "unit_name"
    UNIT_ABOVE = "unit_above"
    POSITION = "position"
    KIND = "kind"
    ECHELON = "echelon"
    GRADE = "grade"
    SUPERIOR = "superior"
    SINCE = "since"


class Fault(StrEnum):
    """What can be wrong with a row. The label is the sentence people read."""

    # the row as a whole
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    HEADER_AGAIN = "header_again"
    ENCODING = "encoding"
    CONTROLS = "controls"
    LINE_BREAK = "line_break"
    FORMULA = "formula"
    MERGED = "merged"
    CELL_ERROR = "cell_error"
    # the number
    NUMBER_MISSING = "number_missing"
    NUMBER_ROUNDED = "number_rounded"
    NUMBER_LETTERS = "number_letters"
    NUMBER_OLD = "number_old"
    NUMBER_NIK = "number_nik"
    NUMBER_LENGTH = "number_length"
    NUMBER_BIRTH = "number_birth"
    NUMBER_YEAR = "number_year"
    NUMBER_FUTURE = "number_future"
    NUMBER_MONTH = "number_month"
    NUMBER_CONTRACT = "number_contract"
    NUMBER_SEX = "number_sex"
    NUMBER_TWICE = "number_twice"
    NUMBER_OF_ANOTHER = "number_of_another"
    # who it is
    CODE_UNSOUND = "code_unsound"
    CODE_TWICE = "code_twice"
    CODE_DIFFERS = "code_differs"
    PERSON_TWICE = "person_twice"
    NAME_MISSING = "name_missing"
    NAME_LONG = "name_long"
    NAME_DIGITS = "name_digits"
    NAME_DAMAGED = "name_damaged"
    TITLES_LONG = "titles_long"
    EMPLOYMENT_UNKNOWN = "employment_unknown"
    NOT_ACTIVE = "not_active"
    EMAIL_UNSOUND = "email_unsound"
    BIRTH_UNREADABLE = "birth_unreadable"
    BIRTH_DIFFERS = "birth_differs"
    SEX_UNKNOWN = "sex_unknown"
    SEX_DIFFERS = "sex_differs"
    # where they work
    UNIT_MISSING = "unit_missing"
    UNIT_UNKNOWN = "unit_unknown"
    UNIT_AMBIGUOUS = "unit_ambiguous"
    UNIT_CLOSED = "unit_closed"
    UNIT_OUTSIDE = "unit_outside"
    POSITION_MISSING = "position_missing"
    POSITION_LONG = "position_long"
    KIND_UNKNOWN = "kind_unknown"
    KIND_UNCLEAR = "kind_unclear"
    GRADE_UNKNOWN = "grade_unknown"
    GRADE_ELSEWHERE = "grade_elsewhere"
    SINCE_UNREADABLE = "since_unreadable"
    SINCE_FUTURE = "since_future"
    SINCE_EARLY = "since_early"
    # under whom
    SUPERIOR_UNSOUND = "superior_unsound"
    SUPERIOR_SELF = "superior_self"
    SUPERIOR_UNKNOWN = "superior_unknown"
    SUPERIOR_CIRCLE = "superior_circle"
    SUPERIOR_WAITS = "superior_waits"


# Told, but the row is taken in all the same.
MILD = frozenset({Fault.SUPERIOR_WAITS})
NEEDED = (Column.NUMBER, Column.NAME)
SECRET = frozenset({Column.NUMBER, Column.SUPERIOR, Column.BIRTH, Column.SEX})
MANY_DIGITS = re.compile(r"\d(?:[ .\-']?\d){7,}")
SHOWN_FIRST, SHOWN_LAST, SHORT = 4, 3, 12
TOLD = 40  # letters of a value that a report repeats


@dataclass(frozen=True)
class Found:
    """One fault of one row: in which column, what stands there (masked), and what helps."""

    fault: Fault
    column: Column | None = None
    value: str = ""
    near: str = ""


def masked(column: Column | None, text: str) -> str:
    """What may be repeated of a cell: never a whole number, a birth date or a sex."""
    if column in (Column.BIRTH, Column.SEX):
        return ""
    plain = "".join(letter if letter.isprintable() else "�" for letter in text)
    hidden = MANY_DIGITS.sub(lambda match: hide(match[0]), plain)
    if column in SECRET and hidden == plain:
        hidden = hide(plain)
    return hidden[:TOLD] + ("…" if len(hidden) > TOLD else "")


def hide(number: str) -> str:
    """The first four and the last three of a long number, else nothing of it."""
    if len(number) < SHORT:
        return "…"
    return f"{number[:SHOWN_FIRST]}…{number[-SHOWN_LAST:]}"
