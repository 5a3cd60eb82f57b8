"""Taking people in without a database: the states of a file, and circles of superiors."""

from array import array
from collections.abc import Iterator
from enum import StrEnum

NOBODY = -1


class IntakeState(StrEnum):
    """Where one file stands on its way. `mapped`: somebody is to say which column
    tells what; `confirmed`: somebody asked for it to be applied."""

    UPLOADED = "uploaded"
    MAPPED = "mapped"
    READING = "reading"
    STAGED = "staged"
    CHECKED = "checked"
    CONFIRMED = "confirmed"
    APPLIED = "applied"
    UNREADABLE = "unreadable"
    DISCARDED = "discarded"


class Gone(StrEnum):
    """What becomes of those whom a file no longer names."""

    KEEP = "keep"
    END = "end"


class Effect(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"


AT_WORK = frozenset(
    {IntakeState.UPLOADED, IntakeState.READING, IntakeState.STAGED, IntakeState.CONFIRMED}
)
OVER = frozenset({IntakeState.APPLIED, IntakeState.UNREADABLE, IntakeState.DISCARDED})


def circles(above: "array[int]") -> Iterator[int]:
    """Everybody who stands above themselves, when `above[n]` is the superior of n."""
    seen = array("q", bytes(8 * len(above)))
    for start in range(len(above)):
        here, walk = start, start + 1
        while here != NOBODY and not seen[here]:
            seen[here] = walk
            here = above[here]
        if here != NOBODY and seen[here] == walk:
            yield from _round(here, above)


def _round(start: int, above: "array[int]") -> Iterator[int]:
    here = start
    while True:
        yield here
        here = above[here]
        if here == start:
            return
