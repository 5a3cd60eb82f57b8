"""Presentations without a database: slots in days, the order by lot, the clock of a slot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import chain, pairwise

from ideas.judging.assignment.lots import lot

CONFIRM_WITHIN = timedelta(hours=24)
REMIND_AFTER = timedelta(hours=18)
FIXED_FROM = timedelta(hours=12)  # so long before it begins a slot changes hands no more
MOST_BREAKS = 2
Span = tuple[datetime, datetime]


class Phase(StrEnum):
    WAITING = "waiting"
    TALK = "talk"
    QUESTIONS = "questions"
    OVER = "over"
    ABSENT = "absent"


class SwapState(StrEnum):
    WAITING = "waiting"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Day:
    """A day of presentations: from when until when, and the breaks in between."""

    ref: str
    starts_at: datetime
    ends_at: datetime
    breaks: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Turn:
    """A time in a day that one entry can have."""

    day: str
    starts_at: datetime


def drawn(seed: int, entries: Sequence[str]) -> list[str]:
    """The order by lot: the same seed and references give it again, in whatever order they come."""
    return sorted(entries, key=lambda ref: (lot(seed, ref), ref))


def turns(days: Sequence[Day], length: timedelta) -> list[Turn]:
    """Every time there is room for, in order."""
    in_order = sorted(days, key=lambda day: day.starts_at)
    return list(chain.from_iterable(_turns_in(day, length) for day in in_order))


def _turns_in(day: Day, length: timedelta) -> Iterator[Turn]:
    at = day.starts_at
    while at + length <= day.ends_at:
        after = [end for begin, end in day.breaks if begin < at + length and at < end]
        if after:
            at = max(after)
        else:
            yield Turn(day.ref, at)
            at += length


def overlaps(days: Sequence[Day]) -> bool:
    spans = sorted((day.starts_at, day.ends_at) for day in days)
    return any(nxt[0] < first[1] for first, nxt in pairwise(spans))


def phase(
    talk_at: datetime | None, questions_at: datetime | None, over: bool, *, absent: bool = False
) -> Phase:
    """Where a slot stands, by what whoever leads the day has called."""
    if absent:
        return Phase.ABSENT
    if over:
        return Phase.OVER
    if questions_at:
        return Phase.QUESTIONS
    return Phase.TALK if talk_at else Phase.WAITING


def minutes_left(until: datetime, now: datetime) -> int:
    """Whole minutes that are left, up; below zero when the time is up."""
    return -int((now - until).total_seconds() // 60)


def is_fixed(starts_at: datetime, now: datetime) -> bool:
    """Too close to change hands."""
    return starts_at - now < FIXED_FROM
