"""Units without a database: what kinds there are, how a path names a subtree, what may change."""

from datetime import date
from enum import StrEnum

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
