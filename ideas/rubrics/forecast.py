"""What a panel would cost and find, told before anybody is invited."""

from dataclasses import dataclass
from math import ceil

MANY_HOURS = 4


@dataclass(frozen=True)
class Plan:
    """What is expected: entries, judges, working days, minutes for one entry."""

    entries: int
    judges: int
    days: int
    minutes: int


@dataclass(frozen=True)
class Found:
    """Which percent of the true winners were found, by plain means and by corrected scores."""

    plain: int
    corrected: int


@dataclass(frozen=True)
class Load:
    """One way to judge: so many judges for each entry."""

    per_entry: int
    sheets: int
    hours: float
    hours_a_day: float
    found: Found

    @property
    def heavy(self) -> bool:
        return self.hours_a_day > MANY_HOURS


# Own simulation of a national final: 1,329 entries of which 99 are chosen, 11 judges of a mixed
# pool, severity half as wide as quality and noise 0.7 of it, marks from 1 to 10.
FOUND = {1: Found(49, 53), 2: Found(60, 65), 3: Found(65, 70), 5: Found(73, 76)}


def loads(plan: Plan) -> tuple[Load, ...]:
    """One, two, three and five judges for each entry, side by side; no more than there are."""
    return tuple(_load(plan, per_entry) for per_entry in FOUND if per_entry <= plan.judges)


def _load(plan: Plan, per_entry: int) -> Load:
    sheets = ceil(plan.entries * per_entry / plan.judges)
    hours = sheets * plan.minutes / 60
    return Load(per_entry, sheets, round(hours, 1), round(hours / plan.days, 1), FOUND[per_entry])
