"""Units without a database: what kinds there are, and how a path names a subtree."""

from enum import StrEnum


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


def above(path: str) -> list[str]:
    """A place and everything over it: 'A/B/' gives 'A/', 'A/B/'."""
    refs = path.split("/")[:-1]
    return ["/".join(refs[: n + 1]) + "/" for n in range(len(refs))]
