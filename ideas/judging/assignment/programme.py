"""A linear programme that is put together column by column and row by row, solved by HiGHS."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

from ideas.judging.assignment.lots import Floats, Ints

HAIR = 1e-6  # closer than this is whole
GREAT = 50_000  # columns; from there on the interior of a flow is a shorter way than its edges


@dataclass(frozen=True)
class Sums:
    """For each label: low ≤ the weighted sum of the columns so labelled ≤ high."""

    labels: Ints
    columns: Ints
    weights: Floats
    low: Floats
    high: Floats

    def matrix(self, width: int) -> csr_array:
        places = (self.labels, self.columns)
        return csr_array((self.weights, places), shape=(len(self.low), width))

    def joined(self, labels: Ints, columns: Ints, weight: float) -> "Sums":
        weights = np.full(len(columns), weight)
        return replace(
            self,
            labels=np.concatenate([self.labels, labels]),
            columns=np.concatenate([self.columns, columns]),
            weights=np.concatenate([self.weights, weights]),
        )


class Programme:
    """Columns with a cost and bounds; sums of columns held within limits."""

    def __init__(self) -> None:
        self._columns: list[tuple[Floats, Floats, Floats]] = []
        self._sums: list[Sums] = []
        self.width = 0

    def add(self, cost: ArrayLike, lower: ArrayLike, upper: ArrayLike) -> Ints:
        """New columns; their numbers."""
        floats = (np.asarray(part, dtype=float) for part in (cost, lower, upper))
        cost, lower, upper = np.broadcast_arrays(*np.atleast_1d(*floats))
        self._columns.append((cost, lower, upper))
        self.width += len(cost)
        return np.arange(self.width - len(cost), self.width)

    def hold(self, labels: Ints, columns: Ints, low: ArrayLike, high: ArrayLike) -> int:
        """Hold the sums of these columns within limits; the number under which to loosen them."""
        limits = (np.atleast_1d(np.asarray(part, dtype=float)) for part in (low, high))
        self._sums.append(Sums(labels, columns, np.ones(len(columns)), *limits))
        return len(self._sums) - 1

    def loosen(self, number: int, labels: Ints, columns: Ints, weight: float) -> None:
        """These columns count in those sums as well."""
        self._sums[number] = self._sums[number].joined(labels, columns, weight)

    def solve(self) -> Ints | None:
        """The cheapest whole answer, or none. A flow is whole of itself; cuts may break that."""
        found = self._solved(whole=False)
        if found is not None and np.abs(found - found.round()).max(initial=0) > HAIR:
            found = self._solved(whole=True)
        return None if found is None else found.round().astype(np.int64)

    def _solved(self, *, whole: bool) -> Floats | None:
        cost, lower, upper = map(np.concatenate, zip(*self._columns, strict=True))
        moves, sums = upper > lower, vstack([sums.matrix(self.width) for sums in self._sums])
        given = sums @ np.where(moves, 0, lower)
        low = np.concatenate([sums.low for sums in self._sums]) - given
        high = np.concatenate([sums.high for sums in self._sums]) - given
        if not moves.any():
            return lower if (low < HAIR).all() and (high > -HAIR).all() else None
        bounds, limits = (
            Bounds(lower[moves], upper[moves]),
            LinearConstraint(sums[:, moves], low, high),
        )
        found = None
        if self.width > GREAT and not whole:
            found = _through_the_interior(cost[moves], bounds, limits)
        if found is None:
            found = _along_the_edges(cost[moves], bounds, limits, whole=whole)
        if found is None:
            return None
        lower[moves] = found
        return np.asarray(lower)


def _along_the_edges(
    cost: Floats, bounds: Bounds, limits: LinearConstraint, *, whole: bool
) -> Floats | None:
    """By simplex; whole numbers by branch and cut."""
    # Preparing such a programme takes many times as long as solving it.
    options = {"presolve": whole, "mip_rel_gap": 0}
    kinds = np.full(len(cost), int(whole))
    found = milp(cost, integrality=kinds, bounds=bounds, constraints=limits, options=options)
    return None if found.x is None else np.asarray(found.x)


def _through_the_interior(cost: Floats, bounds: Bounds, limits: LinearConstraint) -> Floats | None:
    """By interior point, then to a corner, which is whole in a flow; none where it does not say."""
    sums, low, high = limits.A, limits.lb, limits.ub
    equal = low == high
    above, below = ~equal & np.isfinite(high), ~equal & np.isfinite(low)
    found = linprog(
        cost,
        A_ub=vstack([sums[above], -sums[below]]), b_ub=np.concatenate([high[above], -low[below]]),
        A_eq=sums[equal], b_eq=low[equal], bounds=np.stack([bounds.lb, bounds.ub], axis=1),
        method="highs-ipm", options={"presolve": False},
    )  # fmt: skip
    return np.asarray(found.x) if found.status == 0 else None
