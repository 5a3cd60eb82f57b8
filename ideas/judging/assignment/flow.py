"""Reviews flow from entries, through panels, to judges; evenness first, then expertise, then lots.

Without cuts every programme here is a network flow, so its cheapest answers are whole numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ideas.judging.assignment.grid import Grid
from ideas.judging.assignment.lots import Flags, Floats, Ints
from ideas.judging.assignment.programme import Programme

Window = tuple[NDArray[Any], NDArray[Any]]  # the fewest and the most that each judge may have
Part = tuple[Flags, Flags]  # the entries and judges on one side of a cut

FULL = 50_000  # pairs; above, each entry and judge looks at some of the others first
BREADTHS = (8, 32)
POINT = 1000  # how many lots weigh as much as one point of merit


class Flow:
    """The programme every stage begins with: needs, bridges and pins."""

    def __init__(self, grid: Grid, pairs: Flags, cost: Floats, *, fixed: bool) -> None:
        self.grid, self.programme = grid, Programme()
        given = grid.must | grid.held if fixed else grid.must
        full = given.sum(axis=1) >= grid.need
        self.rows, self.columns = np.nonzero(pairs & (given | ~full[:, None]))
        size = grid.size[self.rows]
        self.pairs = self.programme.add(
            cost[self.rows, self.columns], given[self.rows, self.columns] * size, size
        )
        total = grid.need * grid.size
        self.needs = self.programme.hold(self.rows, self.pairs, total, total)
        self.spread, self.spread_rows = self._bridge()

    def _bridge(self) -> tuple[int, Ints]:
        """No panel has all judges of an entry, and few judges read beyond their categories."""
        grid, panels = self.grid, int(self.grid.panel.max(initial=0)) + 1
        within = self.rows * panels + grid.panel[self.columns]
        pinned = np.zeros(len(grid.need) * panels, dtype=np.int64)
        np.add.at(pinned, within, grid.must[self.rows, self.columns])
        most = np.maximum(np.repeat(grid.need - grid.bridges, panels), pinned)
        far = grid.far[self.rows, self.columns]
        self._cap(self.rows[far], grid.bridges * grid.size, self.pairs[far])
        block, tight = self._cap(within, most * np.repeat(grid.size, panels), self.pairs)
        return block, tight // panels

    def _cap(self, labels: Ints, most: Ints, columns: Ints) -> tuple[int, Ints]:
        """At most so many; where there are no more pairs than that, nothing need be said."""
        size = self.grid.size[self.rows[columns]]
        tight = np.bincount(labels, size, len(most)) > most
        told = tight[labels]
        labels = (np.cumsum(tight) - 1)[labels[told]]
        block = self.programme.hold(
            labels, columns[told], np.full(tight.sum(), -np.inf), most[tight]
        )
        return block, np.flatnonzero(tight)

    def within(self, window: Window) -> int:
        return self.programme.hold(self.columns, self.pairs, *window)

    def crossing(self, parts: Sequence[Part]) -> None:
        """At least one pair leads out of each part."""
        for entries, judges in parts:
            out = self.pairs[entries[self.rows] != judges[self.columns]]
            self.programme.hold(np.zeros_like(out), out, 1, np.inf)

    def chosen(self) -> Ints | None:
        """How many of each row each judge gets."""
        found = self.programme.solve()
        if found is None:
            return None
        answer = np.zeros(self.grid.free.shape, dtype=np.int64)
        answer[self.rows, self.columns] = found[self.pairs]
        return answer


def watered(grid: Grid) -> Window:
    """Loads as even as their bounds let them be, as water finds its level."""
    low = np.maximum(grid.fewest, grid.must.T @ grid.size)
    high = np.maximum(np.minimum(grid.most, grid.free.T @ grid.size), low)
    total = int((grid.need * grid.size).sum())
    below, above = 0, total + 1
    while above - below > 1:
        level = (below + above) // 2
        fits = np.clip(level, low, high).sum() <= total
        below, above = (level, above) if fits else (below, level)
    lower = np.clip(below, low, high)
    return lower, lower if lower.sum() == total else np.clip(below + 1, low, high)


def hopeless(grid: Grid) -> bool:
    """Impossible even if nobody were in conflict: quickly said of the largest panels."""
    if (grid.free.sum(axis=1) < grid.need).any():
        return True
    afar = grid.far if (grid.free & grid.far).any() else False
    none = np.zeros_like(grid.free)
    eased = replace(
        grid, free=grid.free | grid.reads | afar, apart=none, must=none, held=none
    ).merged()[0]
    return not possible(eased)


def possible(grid: Grid) -> bool:
    """Everybody can have their judges, however unevenly."""
    flow = Flow(grid, grid.free, np.zeros(grid.free.shape), fixed=False)
    flow.within((grid.fewest, grid.most))
    return flow.chosen() is not None


def evened(grid: Grid, drawn: Floats) -> Window | None:
    """The most even loads there are, after the most of what stands is kept; none: infeasible."""
    merged = grid if grid.held.any() else grid.merged()[0]
    drawn = drawn[: len(merged.need)]
    judge, width, slope = _steps(merged)
    keep = 2.0 * np.abs(slope).max(initial=0) + 1
    for pairs in narrowed(merged, drawn, drawn):
        flow = Flow(merged, pairs, -keep * merged.held, fixed=False)
        steps = flow.programme.add(slope, 0, width)
        loads = flow.within((merged.fewest, merged.fewest))
        flow.programme.loosen(loads, judge, steps, -1)
        if (found := flow.chosen()) is not None:
            return _window(merged, found.sum(axis=0))
    return None


def _steps(grid: Grid) -> tuple[Ints, Ints, Ints]:
    """Each further review of a judge costs more: by one near an even load, in strides far off."""
    level = int(watered(grid)[0].mean()) if grid.judges else 0
    strides = [2**power for power in range(24)]
    near = range(level - 24, level + 25)
    marks = np.array(sorted({*near, *(level - s for s in strides), *(level + s for s in strides)}))
    judges, widths, slopes = [], [], []
    for judge, (low, high) in enumerate(zip(grid.fewest, grid.most, strict=True)):
        ends = np.unique(np.clip(marks, low, max(low, high)))
        ends = np.unique(np.concatenate([[low], ends, [max(low, high)]]))
        widths.append(np.diff(ends))
        slopes.append(ends[1:] + ends[:-1] - 2 * level)
        judges.append(np.full(len(ends) - 1, judge))
    return np.concatenate(judges), np.concatenate(widths), np.concatenate(slopes)


def _window(grid: Grid, loads: Ints) -> Window:
    """Those with equal bounds and even loads may still change places; others keep their number."""
    low, high = loads.copy(), loads.copy()
    bounds = np.stack([grid.fewest, grid.most], axis=1)
    for bound in np.unique(bounds, axis=0):
        alike = (bounds == bound).all(axis=1)
        if np.ptp(loads[alike]) <= 1:
            low[alike], high[alike] = loads[alike].min(), loads[alike].max()
    return low, high


def drawn_within(
    grid: Grid, drawn: Floats, window: Window, cuts: Sequence[Part] = (), *, fixed: bool = False
) -> Ints | None:
    """The best expertise within these loads; lots decide among equals."""
    cost = drawn - POINT * grid.merit + POINT * 10.0 * grid.far
    cost -= (np.ptp(cost) + 1) * max(len(grid.judges), 1) * 2.0 * grid.held
    for pairs in narrowed(grid, drawn, cost):
        flow = Flow(grid, pairs, cost, fixed=fixed)
        flow.within(window)
        flow.crossing(cuts)
        if (found := flow.chosen()) is not None:
            return found
    return None


def narrowed(grid: Grid, drawn: Floats, cost: Floats) -> Iterator[Flags]:
    """Pairs to choose from: all, or first a few of each entry and each judge, then more."""
    if np.count_nonzero(grid.free) > FULL:
        for breadth in BREADTHS:
            share = -(-breadth * len(grid.need) // len(grid.judges))
            yield grid.free & (
                _lowest(grid, cost, breadth, 1) | _lowest(grid, drawn, breadth, 1)
                | _lowest(grid, cost, share, 0) | grid.must | grid.held
            )  # fmt: skip
    yield grid.free


def _lowest(grid: Grid, values: Floats, count: int, axis: int) -> Flags:
    """The cheapest free pairs of each row (axis 1) or column (axis 0)."""
    values = np.where(grid.free, values, np.inf)
    if count >= values.shape[axis]:
        return grid.free
    edge = np.partition(values, count - 1, axis=axis).take([count - 1], axis=axis)
    return np.asarray(values <= edge)
