"""Units without a database: what kinds there are, how a path names a subtree, what may change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

# What was recorded without a date has always held.
BEGINNING = date(1900, 1, 1)


class UnitKind(StrEnum):
    """From the whole government down to where people are served."""

    REGENCY = "regency"
    SECRETARIAT = "secretariat"
    DIVISION = "division"
    OFFICE = "office"
    AGENCY = "agency"
    DISTRICT = "district"
    WARD = "ward"
    HEALTH_CENTRE = "health_centre"
    SCHOOL = "school"


class Zone(StrEnum):
    """The three time zones of Indonesia, by the name people use."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"


class UnitChange(StrEnum):
    """What can become of a unit, from a day on."""

    OPEN = "open"
    RENAME = "rename"
    MOVE = "move"
    MERGE = "merge"
    CLOSE = "close"


def above(path: str) -> list[str]:
    """A place and everything over it: 'A/B/' gives 'A/', 'A/B/'."""
    refs = path.split("/")[:-1]
    return ["/".join(refs[: n + 1]) + "/" for n in range(len(refs))]


def after_all_below(path: str) -> str:
    """The first text behind a whole subtree: 'A/B/' gives 'A/B0', since '0' follows '/'."""
    return path[:-1] + "0"


class AnySpan(Protocol):
    @property
    def since(self) -> date: ...
    @property
    def name(self) -> str: ...
    @property
    def over(self) -> str: ...
    @property
    def parent_id(self) -> object: ...


@dataclass(frozen=True)
class Turn:
    """What became of a unit on one day: its name, and the name of the unit above, since then."""

    day: date
    kind: UnitChange
    name: str
    over: str


def turns(spans: Sequence[AnySpan]) -> list[Turn]:
    """Spans from the newest back, told as changes; a cut that changed nothing is not told."""
    told = []
    for span, before in zip(spans, [*spans[1:], None], strict=False):
        if before is None:
            told.append(Turn(span.since, UnitChange.OPEN, span.name, span.over))
            continue
        if span.parent_id != before.parent_id:
            told.append(Turn(span.since, UnitChange.MOVE, span.name, span.over))
        if span.name != before.name:
            told.append(Turn(span.since, UnitChange.RENAME, span.name, span.over))
    return told
