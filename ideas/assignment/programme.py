"""A linear programme that is put together column by column and row by row, solved by HiGHS."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from ideas.assignment.lots import Floats, Ints

HAIR = 1e-6  # closer than this is whole


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
        found = milp(
            cost[moves],
            integrality=np.full(moves.sum(), int(whole)),
            bounds=Bounds(lower[moves], upper[moves]),
            constraints=LinearConstraint(sums[:, moves], low, high),
            # Preparing such a programme takes many times as long as solving it.
            options={"presolve": whole, "mip_rel_gap": 0},
        )
        if found.x is None:
            return None
        lower[moves] = found.x
        return np.asarray(lower)
