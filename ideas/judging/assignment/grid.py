"""A problem as arrays, entries by judges, in an order that hangs on the names alone."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from ideas.judging.assignment.lots import Flags, Ints
from ideas.judging.assignment.rules import Entry, Judge, Pair, Problem

MOST_TAGS = 3  # more shared tags count no more


@dataclass(frozen=True)
class Grid:
    """Rows are entries, or kinds of entries that are alike; columns are judges."""

    entries: tuple[Entry, ...]
    judges: tuple[Judge, ...]
    size: Ints  # how many entries a row stands for
    need: Ints
    bridges: Ints
    panel: Ints
    reads: Flags
    apart: Flags
    free: Flags  # may be assigned
    far: Flags  # only as a bridge, beyond the judge's categories
    must: Flags
    held: Flags  # assigned already
    merit: Ints  # how well judge and entry suit each other

    @property
    def most(self) -> Ints:
        all_ = int(self.size.sum())
        return np.array([max(all_, j.fewest) if j.most is None else j.most for j in self.judges])

    @property
    def fewest(self) -> Ints:
        return np.array([judge.fewest for judge in self.judges])

    def widened(self) -> "Grid":
        """Bridges may also come from panels none of whose judges reads the category."""
        return replace(self, free=self.free | (self.far & ~self.apart))

    def merged(self) -> tuple["Grid", Ints]:
        """Entries that differ in nothing but their names become one row; which one each is in."""
        marks = (self.reads, self.apart, self.free, self.far, self.must, self.held)
        bits = [np.packbits(mark, axis=1) for mark in marks]
        named = {entry.category: number for number, entry in enumerate(self.entries)}
        category = np.array([named[entry.category] for entry in self.entries])
        numbers = np.stack([self.need, self.bridges, category], axis=1).view(np.uint8)
        _, first, kind = np.unique(
            np.hstack([*bits, numbers]), axis=0, return_index=True, return_inverse=True
        )
        names = ("need", "bridges", "reads", "apart", "free", "far", "must", "held", "merit")
        rows = {name: getattr(self, name)[first] for name in names}
        entries = tuple(self.entries[row] for row in first)
        return replace(self, entries=entries, size=np.bincount(kind.ravel()), **rows), kind.ravel()


def gridded(problem: Problem) -> Grid:
    """The same grid in whatever order names come."""
    entries = tuple(sorted(problem.entries, key=lambda entry: entry.name))
    judges = tuple(sorted(problem.judges, key=lambda judge: judge.name))
    places = _Places(entries, judges)
    panels, panel = np.unique([judge.panel for judge in judges], return_inverse=True)
    reads = places.readers()
    must = places.marked(problem.must)
    apart = places.marked({*problem.conflicts, *problem.must_not}) & ~must
    free = (reads & ~apart) | must
    need = np.array([problem.needs.get(entry.name, problem.per_entry) for entry in entries])
    need = np.maximum(need, must.sum(axis=1))
    bridged = np.array([entry.name not in problem.unbridged for entry in entries])
    across = problem.bridges if len(panels) > 1 else 0
    bridges = np.clip(need - 1, 0, across) * bridged
    return Grid(
        entries=entries, judges=judges, size=np.ones(len(entries), dtype=np.int64),
        need=need, bridges=bridges, panel=panel, reads=reads, apart=apart,
        free=free, far=_foreign(reads, panel) & ~must & (across > 0), must=must,
        held=places.marked(problem.existing) & free, merit=places.merits(problem),
    )  # fmt: skip


def _foreign(reads: Flags, panel: Ints) -> Flags:
    """Where no judge of that judge's panel reads the category."""
    known = [reads[:, panel == number].any(axis=1) for number in range(panel.max(initial=0) + 1)]
    return np.asarray(~np.stack(known, axis=1)[:, panel])


class _Places:
    """Where names stand."""

    def __init__(self, entries: tuple[Entry, ...], judges: tuple[Judge, ...]) -> None:
        self.entries, self.judges = entries, judges
        self.rows = {entry.name: row for row, entry in enumerate(entries)}
        self.columns = {judge.name: column for column, judge in enumerate(judges)}

    def blank(self, kind: type) -> Ints:
        return np.zeros((len(self.entries), len(self.judges)), dtype=kind)

    def marked(self, pairs: Iterable[Pair]) -> Flags:
        """Pairs of those who are still here."""
        marks = self.blank(bool)
        for entry, judge in pairs:
            if entry in self.rows and judge in self.columns:
                marks[self.rows[entry], self.columns[judge]] = True
        return marks.astype(bool)

    def readers(self) -> Flags:
        by_category = {
            category: [judge.reads(category) for judge in self.judges]
            for category in {entry.category for entry in self.entries}
        }
        rows = [by_category[entry.category] for entry in self.entries]
        return np.array(rows, dtype=bool).reshape(len(self.entries), len(self.judges))

    def merits(self, problem: Problem) -> Ints:
        """A point for each shared tag and for naming the category, and what the judge wishes."""
        merit = np.minimum(self._shared_tags(), MOST_TAGS)
        named = {j: column for column, j in enumerate(self.judges) if j.categories}
        if named:
            merit[:, list(named.values())] += 1
        for (entry, judge), wish in problem.wishes.items():
            if entry in self.rows and judge in self.columns:
                merit[self.rows[entry], self.columns[judge]] += wish
        return merit

    def _shared_tags(self) -> Ints:
        tags = {t: n for n, t in enumerate(sorted({t for j in self.judges for t in j.tags}))}
        of_entries = np.zeros((len(self.entries), len(tags)), dtype=np.float32)
        of_judges = np.zeros((len(tags), len(self.judges)), dtype=np.float32)
        for row, entry in enumerate(self.entries):
            of_entries[row, [tags[tag] for tag in entry.tags if tag in tags]] = 1
        for column, judge in enumerate(self.judges):
            of_judges[[tags[tag] for tag in judge.tags], column] = 1
        return (of_entries @ of_judges).astype(np.int64)
