"""Dates, numbers and words as people here write them."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

from ideas import given
from ideas.language import reader, told, translate
from ideas.language.labels import LABELS
from ideas.say import Sentence, say

MEGABYTE = 1 << 20

ZONES = {
    "WIB": ZoneInfo("Asia/Jakarta"),
    "WITA": ZoneInfo("Asia/Makassar"),
    "WIT": ZoneInfo("Asia/Jayapura"),
}
DAY = timedelta(days=1)


def local(moment: datetime) -> datetime:
    """The same moment on the reader's wall clock."""
    return moment.astimezone(ZONES[reader().zone])


def clock(moment: datetime) -> str:
    """09.42 — with a point in Indonesian, a colon in English."""
    mark = "." if reader().language == "id" else ":"
    return local(moment).strftime(f"%H{mark}%M")


def day(moment: datetime | date) -> str:
    """25 Nov 2026"""
    when = local(moment) if isinstance(moment, datetime) else moment
    return format_date(when, "d MMM yyyy", locale=reader().language)


def long_day(moment: datetime | date) -> str:
    """Rabu, 25 November 2026"""
    when = local(moment) if isinstance(moment, datetime) else moment
    return format_date(when, "EEEE, d MMMM yyyy", locale=reader().language)


def moment(when: datetime) -> str:
    """Rabu, 25 Nov 2026, 16.00 WIB"""
    written = format_date(local(when), "EEEE, d MMM yyyy", locale=reader().language)
    return f"{written}, {clock(when)} {reader().zone}"


def left(when: datetime) -> str:
    """How far away a moment is, in the words people use."""
    days = (local(when).date() - local(given.now()).date()).days
    if when <= given.now():
        return told(say("lewat {n} hari", n=-days)) if days < 0 else translate("baru lewat")
    if days == 0:
        return told(say("hari ini, {clock}", clock=clock(when)))
    return translate("besok") if days == 1 else told(say("{n} hari lagi", n=days))


def ago(when: datetime) -> str:
    """Hari ini, 08.10 · Kemarin, 15.32 · 20 Nov 2026"""
    days = (local(given.now()).date() - local(when).date()).days
    if days == 0:
        return told(say("Hari ini, {clock}", clock=clock(when)))
    return told(say("Kemarin, {clock}", clock=clock(when))) if days == 1 else day(when)


def number(value: int) -> str:
    return str(format_decimal(value, locale=reader().language))


def score(value: Fraction | float) -> str:
    """91,42 — always two decimals, half up."""
    hundredths = int(Fraction(value) * 100 + Fraction(1, 2))
    mark = "," if reader().language == "id" else "."
    return f"{hundredths // 100}{mark}{hundredths % 100:02d}"


def percent(value: int) -> str:
    return f"{value}%"


def weight(size: int) -> str:
    """What a file weighs: kilobytes until there is a megabyte, and never nothing."""
    if size < MEGABYTE:
        return f"{max(1, size >> 10)} kB"
    return f"{number(round(size / MEGABYTE))} MB"


def label(word: StrEnum | str) -> str:
    """What a word of the product is called on the page."""
    return translate(LABELS[str(word.__class__.__name__), str(word)])


def fact(value: object) -> object:
    """A fact inside a sentence, told as the reader writes such things."""
    if isinstance(value, Sentence):
        return told(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, StrEnum):
        return label(value)
    return number(value) if isinstance(value, int) else value


def iso(when: datetime) -> str:
    """For the datetime attribute of <time>."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def typed_moment(text: str, zone: str) -> datetime:
    """What a datetime-local field holds ('2026-11-25T16:00'), on the wall clock of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONES[zone])


def day_begins(day: date, zone: str) -> datetime:
    """Midnight of a day, on the wall clock of a zone."""
    return datetime.combine(day, time(), ZONES[zone])


def for_field(when: datetime) -> str:
    """The other way round: what to put into a datetime-local field."""
    return local(when).strftime("%Y-%m-%dT%H:%M")
