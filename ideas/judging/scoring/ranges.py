"""Between which ranks an entry may truly lie: ranks of scores drawn as they might truly be.

Where panels share no entry, no mark tells a strong panel of entries from a mild panel of judges.
Each draw then takes a share of the gap, any share alike, for mildness.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ideas.judging.scoring.fitting import Fit
from ideas.judging.scoring.mixed import Numbers

DRAWS, LEVEL = 1000, 0.90
SEED = 20261123  # of the draws; part of the rules, so that anyone draws the same
Ranks = NDArray[np.int32]


def rank_ranges(fit: Fit, parts: Sequence[int]) -> list[tuple[int, int]]:
    """The middle 90 % of the ranks drawn for each entry."""
    chance = np.random.default_rng(SEED)
    drawn = fit.draws(chance, DRAWS)
    if len(set(parts)) > 1:
        drawn -= _mildness(fit.raw, np.asarray(parts), chance)
    return middle(drawn)


def middle(drawn: Numbers) -> list[tuple[int, int]]:
    """Between which ranks each row lies in 90 % of the columns, and no more."""
    ranks = np.sort(_ranks(drawn), axis=1)
    beyond = round(DRAWS * (1 - LEVEL) / 2)
    return [(int(own[beyond]), int(own[-1 - beyond])) for own in ranks]


def _ranks(drawn: Numbers) -> Ranks:
    """1 the highest in each column."""
    found = np.empty(drawn.shape, dtype=np.int32)
    order = np.argsort(-drawn, axis=0, kind="stable")
    places = np.arange(1, len(drawn) + 1, dtype=np.int32)
    np.put_along_axis(found, order, places[:, None], axis=0)
    return found


def _mildness(raw: Numbers, parts: NDArray[np.int64], chance: np.random.Generator) -> Numbers:
    """How far each part may owe its height to mild judges, a column a draw."""
    sizes = np.bincount(parts)
    heights = np.bincount(parts, raw) / sizes
    inside = np.bincount(parts, (raw - heights[parts]) ** 2).sum() / max(1, len(raw) - len(sizes))
    by_chance = inside / sizes
    apart = max(0.0, float(np.var(heights, ddof=1) - by_chance.mean()))
    known = (heights - raw.mean()) * apart / (apart + by_chance) if apart else 0 * heights
    shares = chance.random(DRAWS)
    spread = np.sqrt(shares * (1 - shares) * apart)
    shift = shares * known[:, None] + spread * chance.standard_normal((len(sizes), DRAWS))
    return np.asarray(shift[parts])
