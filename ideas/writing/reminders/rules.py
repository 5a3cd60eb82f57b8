"""When a draft that was not sent reminds its people, without a database."""

from datetime import datetime, timedelta

DAYS = (7, 2, 1)  # before the close
FIRST = timedelta(days=max(DAYS))
APART = timedelta(hours=23)  # one letter a day; the job may come a little late or early
MOST_TOLD = 2  # of what is still lacking


def reached(closes_at: datetime, now: datetime) -> int:
    """The nearest reminder that is due by now: days before the close, or 0."""
    left = closes_at - now
    if left <= timedelta(0):
        return 0
    return min((days for days in DAYS if left <= timedelta(days=days)), default=0)


def was_there(begun_at: datetime, closes_at: datetime, days: int) -> bool:
    """Whoever began after that day needs no reminder of what they do just now."""
    return begun_at <= closes_at - timedelta(days=days)
