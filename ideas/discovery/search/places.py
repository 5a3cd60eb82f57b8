"""Where a match stands in its order: the key by which pages are turned."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

MARK = re.compile(r"([0-9]{1,4})\.([0-9]{1,17})\.([2-9A-Z]{4}-[2-9A-Z]{4})")
BEGINNING, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


@dataclass(frozen=True)
class Place:
    """How well it matches, when it was saved, and its reference."""

    score: int
    saved_at: datetime
    ref: str

    @property
    def mark(self) -> str:
        """In an address: what every reader of the match knows anyway."""
        return f"{self.score}.{(self.saved_at - BEGINNING) // MICROSECOND}.{self.ref}"

    @property
    def key(self) -> tuple[int, datetime, str]:
        return self.score, self.saved_at, self.ref


def place_at(mark: str) -> Place | None:
    """The place that an address names; nothing where it names none."""
    if (found := MARK.fullmatch(mark)) is None:
        return None
    saved_at = BEGINNING + int(found[2]) * MICROSECOND
    return Place(int(found[1]), saved_at, found[3])


@dataclass(frozen=True, slots=True)
class Match:
    """A match as it is counted and ranked, without its text."""

    id: int
    place: Place
    competition_id: UUID
    category: str
    year: int
    tags: tuple[str, ...]
    unit_id: UUID
