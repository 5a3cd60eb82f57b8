"""Who judges what: the draw, its mending and its topping up."""

from collections.abc import Collection, Iterable
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from ideas.judging.assignment.binding import clashing, explained
from ideas.judging.assignment.flow import Part, Window, drawn_within, evened, hopeless, watered
from ideas.judging.assignment.grid import Grid, gridded
from ideas.judging.assignment.lots import Flags, Floats, Ints, lots
from ideas.judging.assignment.rules import Assigned, Assignment, Pair, Problem

ROUNDS = 40


def assign(problem: Problem, seed: int) -> Assignment:
    """Every entry its judges, by the rules; what exists changes as little as they allow.

    In this order: no rule is broken, most is kept, loads are even, expertise, lots.
    """
    if not problem.entries:
        return Assignment((), {judge.name: 0 for judge in problem.judges}, connected=True)
    if clash := sorted(problem.must & (problem.conflicts | problem.must_not)):
        raise clashing(clash)
    grid = gridded(problem)
    drawn = lots(seed, [e.name for e in grid.entries], [j.name for j in grid.judges])
    for tried in (grid, grid.widened()) if grid.far.any() else (grid,):
        if (found := _found(tried, drawn)) is not None:
            return _told(tried, found)
    raise explained(problem, grid)


def top_up(
    problem: Problem, standing: Iterable[Pair], entries: Collection[str], seed: int
) -> Assignment:
    """One more judge for these entries; nothing else moves."""
    standing = set(standing)
    have = {entry.name: 0 for entry in problem.entries}
    for entry, _ in standing:
        have[entry] = have.get(entry, 0) + 1
    needs = {entry: count + (entry in entries) for entry, count in have.items()}
    return assign(replace(problem, must=standing, existing=frozenset(), needs=needs), seed)


def _found(grid: Grid, drawn: Floats) -> Ints | None:
    """First with all that exists fixed and loads level; if that cannot be, as close as can be."""
    if hopeless(grid):
        return None
    window = watered(grid)
    found = drawn_within(grid, drawn, window, fixed=True)
    if found is None:
        evenest = evened(grid, drawn)
        if evenest is None:
            return None
        window = evenest
        found = drawn_within(grid, drawn, window)
    return None if found is None else _joined(grid, drawn, window, found)


def _joined(grid: Grid, drawn: Floats, window: Window, found: Ints) -> Ints:
    """Cuts are added until the graph is connected; if the rules forbid that, nothing moves."""
    cuts, parts = list[Part](), _parts(found > 0)
    fewest = len(_parts(grid.free & (window[1] > 0)))
    joined: Ints | None = found
    for _ in range(ROUNDS if _enough_pairs(grid, window) else 0):
        if joined is None or len(parts) <= fewest:
            break
        cuts += parts
        joined = drawn_within(grid, drawn, window, cuts)
        parts = [] if joined is None else _parts(joined > 0)
    return found if joined is None or len(parts) > fewest else joined


def _enough_pairs(grid: Grid, window: Window) -> bool:
    """For a tree over all entries and the fewest judges who could bear them."""
    low, high = window
    total = int(grid.need.sum())
    busy, idle = low > 0, np.sort(high[low == 0])[::-1]
    rest = total - int(high[busy].sum())
    judges = np.count_nonzero(busy) + (np.count_nonzero(np.cumsum(idle) < rest) + 1) * (rest > 0)
    return bool(total >= len(grid.need) + judges - 1)


def _parts(pairs: Flags) -> list[Part]:
    """The entries, with their judges, that hang together."""
    rows, columns = np.nonzero(pairs)
    entries, judges = pairs.shape
    graph = csr_array(
        (np.ones(len(rows)), (rows, entries + columns)), shape=(entries + judges,) * 2
    )
    _, label = connected_components(graph, directed=False)
    return [(label[:entries] == part, label[entries:] == part) for part in set(label[:entries])]


def _told(grid: Grid, found: Ints) -> Assignment:
    home = _homes(grid, found)
    pairs = tuple(
        Assigned(
            grid.entries[row].name,
            grid.judges[column].name,
            bool(grid.bridges[row] and grid.panel[column] != home[row]),
        )
        for row, column in np.argwhere(found > 0)
    )
    load = dict(zip((j.name for j in grid.judges), found.sum(axis=0).tolist(), strict=True))
    return Assignment(pairs, load, len(_parts(found > 0)) <= 1)


def _homes(grid: Grid, found: Ints) -> Ints:
    """The panel of most judges of an entry; among as many, of those who name its category."""
    near = (found > 0) & ~grid.far
    named = near & np.array([bool(judge.categories) for judge in grid.judges])
    weight = near * (len(grid.judges) + 1) + named
    panels = range(int(grid.panel.max(initial=0)) + 1)
    counts = [weight[:, grid.panel == panel].sum(axis=1) for panel in panels]
    return np.asarray(np.stack(counts, axis=1).argmax(axis=1))
