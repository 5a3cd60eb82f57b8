"""A judge's pile without a database: which sheet comes next, and how long the rest will take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from statistics import median

from ideas.judging.panels.rules import AssignmentState, blind_label

ENOUGH = 3  # sheets from which a pace can be told


class Shelf(StrEnum):
    """What of the pile one looks at."""

    ALL = "all"
    NEW = "new"
    DRAFT = "draft"
    REOPENED = "reopened"
    DONE = "done"


@dataclass(frozen=True)
class Line:
    """One entry of the pile, at the place that was drawn for this judge.

    `read`: how many judges have locked their sheet on it. It orders what comes next, and no page
    tells it. `seconds` are for the judge's own eyes. `uncalled`: its presentation has not begun.
    """

    ref: str
    title: str
    state: AssignmentState
    saved_at: datetime | None = None
    reopened: bool = False
    read: int = 0
    seconds: int = 0
    uncalled: bool = False

    @property
    def label(self) -> str:
        return blind_label(self.ref)

    @property
    def begun(self) -> bool:
        return self.saved_at is not None

    @property
    def done(self) -> bool:
        return self.state is not AssignmentState.OPEN

    @property
    def waits(self) -> bool:
        """Can be worked on."""
        return not (self.done or self.uncalled)

    @property
    def shelf(self) -> Shelf:
        if self.done:
            return Shelf.DONE
        if self.reopened:
            return Shelf.REOPENED
        return Shelf.DRAFT if self.begun else Shelf.NEW


def next_of(pile: Sequence[Line], ref: str | None = None) -> Line | None:
    """What nobody has begun comes first, the least read of it; then the drafts, going round."""
    here = [line.ref for line in pile].index(ref) + 1 if ref else 0
    round_ = [line for line in (*pile[here:], *pile[:here]) if line.waits and line.ref != ref]
    fresh = [line for line in round_ if line.shelf is Shelf.NEW]
    return min(fresh, key=lambda line: line.read, default=next(iter(round_), None))


def begun_last(pile: Sequence[Line]) -> Line | None:
    """Where one stopped."""
    begun = [(line.saved_at, n) for n, line in enumerate(pile) if line.waits and line.saved_at]
    return pile[max(begun)[1]] if begun else None


def minutes_each(pile: Sequence[Line]) -> int | None:
    """A judge's usual time for one entry, in minutes; nothing before three are done."""
    taken = [line.seconds for line in pile if line.shelf is Shelf.DONE and line.seconds]
    return max(1, round(median(taken) / 60)) if len(taken) >= ENOUGH else None
