"""The units a list may name, by code, reference, name, or the way down to them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from ideas.staff.roster.aliases import plain
from ideas.staff.roster.rules import Column, Fault, Found

WAY = re.compile(r"\s+[/>»]\s+")
NEAREST = 3
MOST_SEARCHES = 300  # searching what is alike among many names is slow


@dataclass(frozen=True)
class Place:
    """A unit as a list may mean it. `id` as the database takes it in bulk."""

    id: str
    ref: str
    code: str | None
    name: str
    path: str
    until: date | None = None


class Units:
    """Everything known about units, and answers given before."""

    def __init__(self, places: Iterable[Place], scopes: Iterable[str], today: date) -> None:
        self.scopes, self.today = tuple(scopes), today
        self.by_key: dict[str, Place] = {}
        self.by_name: dict[str, list[Place]] = {}
        self.names: dict[str, str] = {}
        self.near: dict[str, str] = {}
        for place in places:
            self.names[place.ref] = place.name
            self.by_key[place.ref] = place
            if place.code:
                self.by_key[place.code] = place
            self.by_name.setdefault(plain(place.name), []).append(place)

    def find(self, key: str, name: str, above: str) -> str | Found:
        """The id of the unit that these words mean, or what is wrong with them."""
        column = Column.UNIT if key else Column.UNIT_NAME
        words = key or name
        if not words:
            return Found(Fault.UNIT_MISSING, column)
        found = [self.by_key[key]] if key in self.by_key else self._named(name or key, above)
        if not found:
            return Found(Fault.UNIT_UNKNOWN, column, words, self._near(name or key))
        if len(found) > 1:
            ways = " · ".join(self._way(place) for place in found[:NEAREST])
            return Found(Fault.UNIT_AMBIGUOUS, column, words, ways)
        return self._open(found[0], column, words)

    def _open(self, place: Place, column: Column, words: str) -> str | Found:
        if not place.path.startswith(self.scopes):
            return Found(Fault.UNIT_OUTSIDE, column, words)
        if place.until is not None and place.until < self.today:
            return Found(Fault.UNIT_CLOSED, column, words)
        return place.id

    def _named(self, name: str, above: str) -> list[Place]:
        """By name; the way down to it, or what lies above it, tells like names apart."""
        *way, last = WAY.split(name)
        wanted = [plain(part) for part in (*way, above) if part]
        found = self.by_name.get(plain(last), [])
        if len(found) == 1 and not way:
            return found
        return [place for place in found if all(part in self._above(place) for part in wanted)]

    def _above(self, place: Place) -> set[str]:
        refs = place.path.split("/")[:-1]
        keys = {plain(self.names.get(ref, "")) for ref in refs if ref != place.ref}
        units = [self.by_key[ref] for ref in refs if ref in self.by_key]
        return keys | {plain(unit.code) for unit in units if unit.code} | {plain(r) for r in refs}

    def _way(self, place: Place) -> str:
        return " / ".join(self.names.get(ref, "") for ref in place.path.split("/")[:-1])

    def _near(self, name: str) -> str:
        if name not in self.near and len(self.near) < MOST_SEARCHES:
            alike = get_close_matches(plain(name), self.by_name, NEAREST, 0.6)
            self.near[name] = " · ".join(self.by_name[word][0].name for word in alike)
        return self.near.get(name, "")
