"""A slow organisation: what holds on each day, written down day by day. It knows no spans."""

from dataclasses import dataclass, field
from typing import Any

DAYS = 60
GONE = -1
ROOT = -2


@dataclass
class Slow:
    """`names[u][d]` and `parents[u][d]` on every day; `posts[p]` by first day: unit, superior."""

    names: list[list[str]] = field(default_factory=list)
    parents: list[list[int]] = field(default_factory=list)
    closed: dict[int, int] = field(default_factory=dict)
    posts: list[dict[int, tuple[int, int]]] = field(default_factory=list)
    stand_ins: list[tuple[int, int, int, int]] = field(default_factory=list)

    def open(self, name: str, parent: int, day: int) -> bool:
        if parent != ROOT and (self.parents[parent][day] == GONE or parent in self.closed):
            return False
        self.names.append([name] * DAYS)
        self.parents.append([GONE] * day + [parent] * (DAYS - day))
        return True

    def changeable(self, unit: int, day: int) -> bool:
        return self.parents[unit][day] != GONE and (day > 0) and self.parents[unit][day - 1] != GONE

    def rename(self, unit: int, name: str, day: int) -> bool:
        if not self.changeable(unit, day):
            return False
        _from(self.names[unit], name, day)
        return True

    def move(self, unit: int, target: int, day: int) -> bool:
        if not self.changeable(unit, day):
            return False
        before = list(self.parents[unit])
        _from(self.parents[unit], target, day)
        return self._sound() or self._back(unit, before)

    def _back(self, unit: int, before: list[int]) -> bool:
        self.parents[unit] = before
        return False

    def _sound(self) -> bool:
        """On no day does a unit lie under itself, or under one that is not there."""
        return all(self._fits(u, d) for u in range(len(self.parents)) for d in range(DAYS))

    def _fits(self, unit: int, day: int) -> bool:
        seen = set()
        while unit not in (ROOT, GONE):
            if unit in seen:
                return False
            seen.add(unit)
            above = self.parents[unit][day]
            if above == GONE and len(seen) > 1:
                return False
            unit = above
        return True

    def close(self, unit: int, day: int) -> bool:
        busy = any(unit in row[day:] for row in self.parents) or self.workers(unit, day)
        if busy or unit in self.closed or not self.changeable(unit, day):
            return False
        self._end(unit, day)
        return True

    def workers(self, unit: int, day: int) -> bool:
        return any(
            self.place(p, d)[0] == unit for p in range(len(self.posts)) for d in range(day, DAYS)
        )

    def _end(self, unit: int, day: int) -> None:
        self.parents[unit][day:] = [GONE] * (DAYS - day)
        self.closed[unit] = day

    def merge(self, unit: int, target: int, day: int) -> bool:
        if not self.changeable(unit, day) or {unit, target} & set(self.closed):
            return False
        if self.parents[target][day] == GONE or unit in self.line(target, day):
            return False
        before = [list(row) for row in self.parents]
        for row in self.parents:
            row[day:] = [target if above == unit else above for above in row[day:]]
        if not self._sound():
            self.parents = before
            return False
        for posts in self.posts:
            _hand_over(posts, unit, target, day)
        self._end(unit, day)
        return True

    def line(self, unit: int, day: int) -> list[int]:
        """The unit and everything above it."""
        found = []
        while unit not in (ROOT, GONE):
            found.append(unit)
            unit = self.parents[unit][day]
        return found

    def below(self, unit: int, day: int) -> set[int]:
        there = range(len(self.parents)) if self.parents[unit][day] != GONE else ()
        return {u for u in there if self.parents[u][day] != GONE and unit in self.line(u, day)}

    def transfer(self, person: int, unit: int, superior: int, day: int) -> bool:
        closed = unit in self.closed or self.parents[unit][day] == GONE
        if closed or day in self.posts[person]:
            return False
        if superior == person or person in self.chain(superior, day):
            return False
        self.posts[person][day] = (unit, superior)
        return True

    def place(self, person: int, day: int) -> tuple[int, int]:
        days = [first for first in self.posts[person] if first <= day]
        return self.posts[person][max(days)] if days else (GONE, GONE)

    def chain(self, person: int, day: int) -> list[int]:
        found: list[int] = []
        here = self.place(person, day)[1]
        while here not in {GONE, person, *found}:
            found.append(here)
            here = self.place(here, day)[1]
        return found

    def stand_in(self, person: int, for_: int, day: int, last: int) -> bool:
        taken = any(f == for_ and s <= last and day <= u for _, f, s, u in self.stand_ins)
        if person == for_ or last < day or taken:
            return False
        self.stand_ins.append((person, for_, day, last))
        return True

    def acting(self, person: int, day: int) -> int:
        first = self._away(person, day)
        second = self._away(first, day) if first != person else person
        return first if second == person else second

    def _away(self, person: int, day: int) -> int:
        found = [p for p, f, s, u in self.stand_ins if f == person and s <= day <= u]
        return found[0] if found else person

    def decider(self, person: int, day: int) -> tuple[int, int] | None:
        for superior in self.chain(person, day)[:3]:
            if (acting := self.acting(superior, day)) != person:
                return superior, acting
        return None


def _from(row: list[Any], value: Any, day: int) -> None:
    """From a day on, until the next change of the same thing."""
    held = row[day]
    while day < DAYS and row[day] == held:
        row[day] = value
        day += 1


def _hand_over(posts: dict[int, tuple[int, int]], unit: int, target: int, day: int) -> None:
    days = [first for first in posts if first <= day]
    if days and posts[max(days)][0] == unit:
        posts.setdefault(day, posts[max(days)])
    for first in posts:
        if first >= day and posts[first][0] == unit:
            posts[first] = (target, posts[first][1])
