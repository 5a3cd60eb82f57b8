"""The model beneath a correction: score = group + entry - severity of the judge + noise.

Groups are fixed, entries and judges random; their variances come from restricted maximum
likelihood (REML). Entries are eliminated, so that a trial costs as much as there are judges.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize
from scipy.sparse import csr_array, hstack

Numbers = NDArray[np.float64]

REACH = (-12.0, 12.0)  # of the logarithm of a variance as a share of the noise
STARTS = -0.5
FINE = {"xatol": 1e-7, "fatol": 1e-10, "maxiter": 2000}
DIGITS = 3  # shares are cut to these, so that no machine's last bit shows
NOTHING = 1e-9  # of all variance: noise below it is none


@dataclass(frozen=True)
class Shares:
    """Variances of entries and of judges, as shares of the noise. `judges` 0: all are alike."""

    entries: float
    judges: float = 0.0


class Panel:
    """Sheets as arrays, and the sums that every trial of the variances needs.

    Each sheet has its score, entry, judge; each entry its group. All are numbered from 0.
    """

    def __init__(
        self, scores: Sequence[float], entries: Sequence[int], judges: Sequence[int],
        groups: Sequence[int],
    ) -> None:  # fmt: skip
        self.middle = float(np.mean(scores))
        self.scores = np.asarray(scores, dtype=float) - self.middle
        self.groups = np.asarray(groups)
        self.entries = np.asarray(entries)
        of_entry = indicator(self.entries)
        self.counts = of_entry.sum(axis=0)
        columns = [indicator(self.groups[self.entries]), indicator(judges)]
        self.width = int(columns[0].shape[1])  # of the groups
        self.columns = csr_array(hstack(columns))
        self.seen = csr_array(of_entry.T @ self.columns)
        self.sums = of_entry.T @ self.scores
        self.total = float(self.scores @ self.scores)

    @cached_property
    def classes(self) -> list[tuple[float, int, Numbers, Numbers, float]]:
        """Entries with equally many sheets are eliminated together."""
        found = []
        for count in np.unique(self.counts):
            which = np.flatnonzero(self.counts == count)
            seen, sums = self.seen[which], self.sums[which]
            products = (seen.T @ seen).toarray(), seen.T @ sums
            found.append((float(count), len(which), *products, float(sums @ sums)))
        return found

    @cached_property
    def gram(self) -> tuple[Numbers, Numbers]:
        return (self.columns.T @ self.columns).toarray(), self.columns.T @ self.scores

    def reduced(self, shares: Shares) -> tuple[Numbers, Numbers, float]:
        """The equations of groups and judges alone, and the squares left to them."""
        matrix, right, squares = self.gram[0].copy(), self.gram[1].copy(), self.total
        for count, _, products, sums, square in self.classes:
            weight = 1 / (count + 1 / shares.entries)
            matrix -= weight * products
            right -= weight * sums
            squares -= weight * square
        if not shares.judges:
            return matrix[: self.width, : self.width], right[: self.width], squares
        places = np.arange(self.width, len(right))
        matrix[places, places] += 1 / shares.judges
        return matrix, right, squares

    def deviance(self, shares: Shares) -> float:
        """Minus twice the restricted log-likelihood at its best noise."""
        matrix, right, squares = self.reduced(shares)
        factor = cho_factor(matrix, lower=True)
        noise = self.noise(squares - float(right @ cho_solve(factor, right)))
        free = len(self.scores) - self.width
        spread = 2 * np.log(np.diag(factor[0])).sum()
        spread += sum(many * np.log1p(n * shares.entries) for n, many, *_ in self.classes)
        if shares.judges:
            spread += (len(right) - self.width) * np.log(shares.judges)
        return float(free * np.log(noise) + spread)

    def noise(self, squares: float) -> float:
        """What is left unexplained, per sheet that is free to differ."""
        free = len(self.scores) - self.width
        return max(squares, NOTHING * self.total) / free

    def best(self, *, judges: bool) -> Shares:
        """The variances that make these scores likeliest."""
        begin = np.full(1 + judges, STARTS)
        steps = np.vstack([begin, begin + np.eye(len(begin))])
        found = minimize(
            lambda logs: self.deviance(Shares(*np.exp(logs))), begin, method="Nelder-Mead",
            bounds=[REACH] * len(begin), options={**FINE, "initial_simplex": steps},
        )  # fmt: skip
        return Shares(*(float(f"{share:.{DIGITS}g}") for share in np.exp(found.x)))


def indicator(numbers: Sequence[int] | NDArray[np.int64], width: int | None = None) -> csr_array:
    """A one in each row, at that row's number."""
    places = np.asarray(numbers)
    size = len(places), width or int(places.max()) + 1
    return csr_array((np.ones(len(places)), (np.arange(len(places)), places)), shape=size)
