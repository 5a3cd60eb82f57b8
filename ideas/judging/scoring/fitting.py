"""What the scores say, once the variances are settled: best predictions and their errors."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_array
from scipy.stats import chi2

from ideas.judging.scoring.mixed import Numbers, Panel, Shares, indicator


def fitted(panel: Panel, shares: Shares) -> "Fit":
    matrix, right, squares = panel.reduced(shares)
    inverse = cho_solve(cho_factor(matrix, lower=True), np.eye(len(right)))
    effects = inverse @ right
    return Fit(panel, shares, effects, inverse, panel.noise(squares - float(right @ effects)))


@dataclass(frozen=True)
class Fit:
    """Of groups, judges and entries together; groups and judges lie in one vector."""

    panel: Panel
    shares: Shares
    effects: Numbers  # of the groups, then of the judges
    inverse: Numbers
    noise: float

    @property
    def raw(self) -> Numbers:
        """The plain mean of each entry's sheets."""
        return np.asarray(self.panel.middle + self.panel.sums / self.panel.counts)

    @property
    def severities(self) -> Numbers:
        """How far below the others each judge marks; they sum to 0."""
        found = -self.effects[self.panel.width :]
        return np.asarray(found - found.mean()) if len(found) else found

    @property
    def scores(self) -> Numbers:
        """What each entry would get from the average judge: the best linear prediction."""
        own = self.panel.sums * self._weights
        return np.asarray(self.panel.middle + own + self._reach @ self.effects)

    @property
    def errors(self) -> Numbers:
        """The standard error of each of these scores, as this panel's average judge gives them."""
        reach = self._reach.toarray()
        judges = reach[:, self.panel.width :]
        judges += 1 / max(1, judges.shape[1])
        spread = ((reach @ self.inverse) * reach).sum(axis=1)
        return np.asarray(np.sqrt(self.noise * (spread + self._weights)))

    @property
    def groups_differ(self) -> float:
        """How likely groups would lie so far apart by chance (Wald)."""
        means, spread = self.effects[: self.panel.width], self.inverse[: self.panel.width]
        contrast = np.eye(self.panel.width)[1:] - np.eye(self.panel.width)[:1]
        apart = contrast @ means
        covariance = self.noise * contrast @ spread[:, : self.panel.width] @ contrast.T
        return float(chi2.sf(apart @ np.linalg.solve(covariance, apart), len(apart)))

    @cached_property
    def deleted(self) -> tuple[Numbers, Numbers]:
        """How far each sheet lies from what all others foretell: in points, and in its own sd."""
        of_entry, size = self.panel.entries, len(self.effects)
        weights = self._weights[of_entry]
        seen = self.panel.seen[of_entry][:, :size].multiply(weights[:, None])
        reach = csr_array(self.panel.columns[:, :size] - seen)
        left = self.panel.scores - self.panel.sums[of_entry] * weights - reach @ self.effects
        free = 1 - weights - ((reach @ self.inverse) * reach.toarray()).sum(axis=1)
        return left / free, left / np.sqrt(self.noise * free)

    def draws(self, chance: np.random.Generator, times: int) -> Numbers:
        """Scores as they might truly be, a column a draw."""
        scale, size = np.sqrt(self.noise), (len(self.effects), times)
        root = np.linalg.cholesky(self.inverse)
        effects = self.effects[:, None] + scale * root @ chance.standard_normal(size)
        own = scale * np.sqrt(self._weights)[:, None]
        alone = chance.standard_normal((len(self._weights), times))
        known = (self.panel.sums * self._weights)[:, None]
        return np.asarray(known + self._reach @ effects + own * alone)

    @cached_property
    def _weights(self) -> Numbers:
        return np.asarray(1 / (self.panel.counts + 1 / self.shares.entries))

    @cached_property
    def _reach(self) -> csr_array:
        """How an entry's score follows the effects of the groups and of its judges."""
        size = len(self._weights), len(self.effects)
        own = indicator(self.panel.groups, size[1])
        seen = self.panel.seen[:, : size[1]]
        return csr_array(own - seen.multiply(self._weights[:, None]))
