"""Who must not score what: whom the chart and the past put close to an entry.

The chart is asked for two days: the one on which the entry was sent, and today. Who moved since
is close to both places.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from ideas.staff.people.rules import chain_above

CHAIN = 2
YEAR = timedelta(days=365)


class ConflictKind(StrEnum):
    """Why two stay apart. Cleared: somebody looked, and they need not."""

    TEAM = "team"
    CHAIN = "chain"
    SAME_UNIT = "same_unit"
    FORMER_TEAM = "former_team"
    DECLARED = "declared"
    FAMILY = "family"
    PINNED = "pinned"
    APART = "apart"
    CLEARED = "cleared"


# What no word lifts: the chart is plain about it, or only a hidden name would explain it.
FIRM = frozenset({ConflictKind.TEAM, ConflictKind.CHAIN, ConflictKind.APART})
# What a judge said is the judge's own, and what somebody else said is theirs.
OWN_WORD = frozenset({ConflictKind.DECLARED, ConflictKind.FAMILY})
SAID = frozenset({ConflictKind.PINNED, ConflictKind.CLEARED})


@dataclass(frozen=True)
class Near:
    """Who and what stands behind an entry; `hidden`: those of the team whose names are hidden."""

    proposal: UUID
    team: frozenset[UUID]
    unit: UUID
    endorser: UUID
    sent_at: datetime
    hidden: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Place:
    """A posting: who works where, under whom, from when until when."""

    person: UUID
    unit: UUID
    superior: UUID | None
    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Together:
    """A judge and somebody who wrote with them; `hidden`: one of the two hides the name there."""

    judge: UUID
    mate: UUID
    proposal: UUID
    until: datetime
    hidden: bool


class Day:
    """The chart on one day, and where the judges stand in it."""

    def __init__(self, places: Iterable[Place], judges: frozenset[UUID]) -> None:
        self.units: dict[UUID, set[UUID]] = defaultdict(set)
        self.superiors: dict[UUID, UUID | None] = {}
        for place in places:
            self.units[place.person].add(place.unit)
            self.superiors[place.person] = place.superior
        self._judges = judges

    def above(self, person: UUID) -> list[UUID]:
        return chain_above(person, self.superiors, CHAIN)

    @cached_property
    def below(self) -> dict[UUID, set[UUID]]:
        """Superior → the judges at most two steps below."""
        return _turned((judge, self.above(judge)) for judge in self._judges)

    @cached_property
    def inside(self) -> dict[UUID, set[UUID]]:
        """Unit → the judges who work in it."""
        return _turned((judge, self.units.get(judge, ())) for judge in self._judges)


def _turned(pairs: Iterable[tuple[UUID, Iterable[UUID]]]) -> dict[UUID, set[UUID]]:
    turned: dict[UUID, set[UUID]] = defaultdict(set)
    for judge, others in pairs:
        for other in others:
            turned[other].add(judge)
    return turned


class Chart:
    """Who works where and under whom, and who wrote with whom until when."""

    def __init__(
        self,
        judges: Iterable[UUID],
        places: Iterable[Place],
        together: Iterable[Together],
    ) -> None:
        self.judges = frozenset(judges)
        self.mates: dict[UUID, list[Together]] = defaultdict(list)
        for pair in together:
            self.mates[pair.mate].append(pair)
        self._places = list(places)
        self._days: dict[date, Day] = {}

    def on(self, day: date) -> Day:
        if day not in self._days:
            self._days[day] = Day((p for p in self._places if p.holds(day)), self.judges)
        return self._days[day]


def close_to(near: Near, chart: Chart, today: date, years: int) -> dict[UUID, ConflictKind]:
    """The judges who must not score this entry, each with the closest reason that may be told.

    What only a hidden name explains is not told.
    """
    days = [chart.on(near.sent_at.date()), chart.on(today)]
    former = [
        t for person in near.team for t in chart.mates.get(person, ()) if _counts(t, near, years)
    ]
    told = [pair for pair in former if not pair.hidden and pair.mate not in near.hidden]
    named = _reasons(near, near.team - near.hidden, days, told)
    hidden = _reasons(near, near.team, days, former).keys() - named.keys()
    found = dict.fromkeys(hidden, ConflictKind.APART) | named
    return {judge: kind for judge, kind in found.items() if judge in chart.judges}


def _counts(pair: Together, near: Near, years: int) -> bool:
    """Another team than the entry's own, and not too long ago."""
    return (
        years > 0 and pair.proposal != near.proposal and pair.until >= near.sent_at - years * YEAR
    )


def _reasons(
    near: Near, team: Collection[UUID], days: Sequence[Day], former: Iterable[Together]
) -> dict[UUID, ConflictKind]:
    """From the farthest reason to the closest, so that the closest stays."""
    found = (
        (ConflictKind.FORMER_TEAM, {pair.judge for pair in former}),
        (ConflictKind.SAME_UNIT, {j for day in days for j in _colleagues(near, team, day)}),
        (ConflictKind.CHAIN, {near.endorser, *(j for day in days for j in _line(team, day))}),
        (ConflictKind.TEAM, team),
    )
    return {judge: kind for kind, people in found for judge in people}


def _colleagues(near: Near, team: Iterable[UUID], day: Day) -> set[UUID]:
    """The judges in the entry's unit, or in a unit of somebody in its team."""
    units = {near.unit}.union(*(day.units.get(person, ()) for person in team))
    return {judge for unit in units for judge in day.inside.get(unit, ())}


def _line(team: Iterable[UUID], day: Day) -> set[UUID]:
    """The superiors of the team and the judges under it, two steps up and down."""
    return {other for person in team for other in (*day.above(person), *day.below.get(person, ()))}


def settled(live: ConflictKind | None, noted: ConflictKind | None) -> ConflictKind | None:
    """What holds between what the chart says now and what was noted before.

    The chart's firm word comes first, then what people said, then what was ever found.
    """
    if live in FIRM or noted is None:
        return live
    if noted is ConflictKind.CLEARED:
        return None
    return noted if noted in OWN_WORD | SAID else live or noted


def as_told(kind: ConflictKind) -> ConflictKind:
    """As others read it: that it is about family is the judge's own business."""
    return ConflictKind.DECLARED if kind is ConflictKind.FAMILY else kind
