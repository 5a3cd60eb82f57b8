"""Personal data without a database: rights, clocks, and what becomes of a row when we forget."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ideas.say import Sentence

ANSWER_WITHIN = timedelta(hours=72)  # UU 27/2022: requests and notices of a breach, 3 x 24 hours
NIP_SHOWN = 4, 3


class Right(StrEnum):
    """What one may ask for about one's own data (UU 27/2022, articles 6, 8, 10, 11)."""

    CORRECT = "correct"
    OBJECT = "object"
    RESTRICT = "restrict"
    ERASE = "erase"


class RequestState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"


class Basis(StrEnum):
    """Why the law lets us hold it (UU 27/2022, article 20)."""

    DUTY = "duty"
    TASK = "task"
    CONSENT = "consent"


class Source(StrEnum):
    OFFICE = "office"
    SELF = "self"
    COLLEAGUES = "colleagues"
    SYSTEM = "system"


class Fate(StrEnum):
    """What becomes of a row when its person is erased."""

    DELETE = "delete"
    RENAME = "rename"
    UNLINK = "unlink"
    KEEP = "keep"


@dataclass(frozen=True)
class Section:
    """One purpose for which personal data is held, told to the person themselves."""

    key: str
    title: Sentence
    why: Sentence
    basis: Basis
    source: Source
    readers: Sentence
    period: Sentence
    stays: Sentence | None = None  # why something stays after an erasure


@dataclass(frozen=True)
class Held:
    """Rows of one table that are about a person: found by `whose`, or by the row `through` it.

    `tells`: what the person is told and gets a copy of. `blanks`: emptied on erasure.
    `when`: only if a column of that row (through which they are found) holds one of these words.
    `secret`: never given out.
    """

    section: str
    table: str
    whose: str
    tells: tuple[str, ...] = ()
    fate: Fate = Fate.KEEP
    blanks: tuple[str, ...] = ()
    secret: tuple[str, ...] = ()
    through: tuple[str, str] | None = None
    when: tuple[str, tuple[str, ...]] | None = None


def masked(number: str) -> str:
    """A NIP as one recognises it without telling it: 1990…001."""
    first, last = NIP_SHOWN
    return f"{number[:first]}{'•' * (len(number) - first - last)}{number[-last:]}"


def is_late(due_at: datetime, now: datetime) -> bool:
    return due_at < now
