"""Reading single cells: a clean value, or what is wrong with it. Words seen before are known."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from ideas.staff.people.rules import Employment
from ideas.staff.roster.aliases import (
    ACTIVE,
    ECHELONS,
    EMPLOYMENTS,
    KINDS,
    SEXES,
    STRUCTURAL,
    plain,
)
from ideas.staff.roster.numbers import bare
from ideas.staff.roster.rules import Column, Fault, Found

Read = Callable[[str], "str | Found"]

LONGEST = {
    Column.NAME: 200, Column.BEFORE: 60, Column.AFTER: 100, Column.POSITION: 200, Column.EMAIL: 254,
}  # fmt: skip
CODE = re.compile(r"[A-Za-z0-9._:/-]{1,64}")
EMAIL = re.compile(r"[^\s@\",;<>()]+@[^\s@\",;<>()]+\.[A-Za-z]{2,}")
# What UTF-8 looks like when it was read as Windows-1252, or was lost.
DAMAGED = re.compile(
    "\ufffd|[\u00c2\u00c3\u00e2][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]|\\?\\?"
)
DIGIT = re.compile(r"\d")
GRADE = re.compile(r"\b(IV|I{1,3}|[1-4])[ ./-]?([A-E])\b", re.IGNORECASE)
CONTRACT_GRADE = re.compile(r"(?:gol(?:ongan)?\.? )?(X(?:VII|VI|V|IV|I{1,3})?|IX|V?I{0,3}|IV)",
                            re.IGNORECASE)  # fmt: skip
ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
STATE_GRADES = {f"{r}/{x}" for r in ("I", "II", "III") for x in "abcd"}
STATE_GRADES |= {f"IV/{x}" for x in "abcde"}
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
SERIAL = re.compile(r"\d{5}")
SERIAL_BEGINS = date(1899, 12, 30)  # day 0 of spreadsheets


class Words(dict[str, Any]):
    """Answers by the word. Only sound ones are kept: wrong words are rare, and without end."""

    def __init__(self, read: Read) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: str) -> str | Found:
        answer = self.read(text)
        if not isinstance(answer, Found):
            self[text] = answer
        return answer


def read_number(text: str) -> str:
    return bare(text.strip())


def read_name(text: str) -> str | Found:
    name = tidy(text)
    if not name:
        return Found(Fault.NAME_MISSING, Column.NAME)
    if len(name) > LONGEST[Column.NAME]:
        return Found(Fault.NAME_LONG, Column.NAME, name)
    if not name.isascii() and DAMAGED.search(name):
        return Found(Fault.NAME_DAMAGED, Column.NAME, name)
    return Found(Fault.NAME_DIGITS, Column.NAME, name) if DIGIT.search(name) else name


def read_titles(column: Column) -> Read:
    def read(text: str) -> str | Found:
        titles = tidy(text)
        long = len(titles) > LONGEST[column]
        return Found(Fault.TITLES_LONG, column, titles) if long else titles

    return read


def read_position(text: str) -> str | Found:
    position = tidy(text)
    if not position:
        return Found(Fault.POSITION_MISSING, Column.POSITION)
    long = len(position) > LONGEST[Column.POSITION]
    return Found(Fault.POSITION_LONG, Column.POSITION, position) if long else position


def read_code(text: str) -> str | Found:
    code = text.strip()
    sound = not code or CODE.fullmatch(code)
    return code if sound else Found(Fault.CODE_UNSOUND, Column.CODE, code)


def read_email(text: str) -> str | Found:
    email = text.strip()
    sound = not email or (EMAIL.fullmatch(email) and len(email) <= LONGEST[Column.EMAIL])
    return email if sound else Found(Fault.EMAIL_UNSOUND, Column.EMAIL, email)


def read_employment(text: str) -> str | Found:
    word = plain(text)
    if word.startswith("cpns"):
        word = "cpns"
    known: Employment | None = EMPLOYMENTS.get(word)
    if known or not word:
        return known.value if known else ""
    return Found(Fault.EMPLOYMENT_UNKNOWN, Column.EMPLOYMENT, text)


def read_status(text: str) -> str | Found:
    return "" if plain(text) in ACTIVE else Found(Fault.NOT_ACTIVE, Column.STATUS, text)


def read_sex(text: str) -> str | Found:
    word = plain(text)
    return SEXES[word] if word in SEXES else _if_any(text, Found(Fault.SEX_UNKNOWN, Column.SEX))


def read_superior(text: str) -> str | Found:
    """A number or a code; nobody is a superior too: the head of all."""
    word = bare(text.strip())
    if word.isdigit() or not word:
        return word
    code = text.strip()
    sound = CODE.fullmatch(code) and DIGIT.search(code)
    return code if sound else Found(Fault.SUPERIOR_UNSOUND, Column.SUPERIOR, code)


def read_kind(kind: str, echelon: str) -> str | Found:
    """The kind of a position; a structural one is told by its echelon: 'II.b', 'IVa', '31'."""
    word, level = plain(kind), re.match(r"[ivIV]+|[1-5]", echelon.strip())
    if not word and not level:
        return ""
    if known := KINDS.get(word) or KINDS.get(word.removeprefix("jabatan")):
        return known.value
    if word in STRUCTURAL or not word:
        leads = ECHELONS.get(level[0].lower()) if level else None
        return leads.value if leads else Found(Fault.KIND_UNCLEAR, Column.KIND, kind)
    return Found(Fault.KIND_UNKNOWN, Column.KIND, kind)


def read_grade(text: str) -> str | Found:
    if match := GRADE.search(text):
        grade = f"{ROMAN.get(match[1], match[1].upper())}/{match[2].lower()}"
        if grade in STATE_GRADES:
            return grade
    elif match := CONTRACT_GRADE.fullmatch(text.strip()):
        return match[1].upper()
    return _if_any(text, Found(Fault.GRADE_UNKNOWN, Column.GRADE, text))


def read_day(column: Column, fault: Fault) -> Read:
    def read(text: str) -> str | Found:
        day = day_in(text.strip())
        return day.isoformat() if day else _if_any(text, Found(fault, column, text))

    return read


def day_in(text: str) -> date | None:
    """A day as our offices write it, day first; or as machines do, year first; or a serial."""
    try:
        if match := YEAR_FIRST.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := DAY_FIRST.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
    return SERIAL_BEGINS + timedelta(days=int(text)) if SERIAL.fullmatch(text) else None


def tidy(text: str) -> str:
    """One form of Unicode, single spaces. A lone dash is how offices write nothing."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    words = " ".join(text.split())
    return "" if words == "-" else words


def _if_any(text: str, found: Found) -> str | Found:
    return found if tidy(text) else ""
