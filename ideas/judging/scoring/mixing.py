"""A final score out of two: the panel's, and the presentation's by the weight in the rules."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from ideas.judging.scoring.calibration import Calibration
from ideas.judging.scoring.ranges import DRAWS, SEED, middle
from ideas.judging.scoring.ranking import lot

HUNDRED = 100
MILLION = 10**6


@dataclass(frozen=True)
class Figures:
    """What is told of one entry: raw mean, score, its standard error, between which ranks it is."""

    mean: Fraction
    score: Fraction
    se: float | None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Final:
    """The same for whoever recounts, with the place."""

    entry: str
    rank: int
    mean: float
    score: float
    se: float | None
    rank_low: int | None
    rank_high: int | None


NOTHING = Figures(Fraction(), Fraction(), 0.0)


def settled(score: Fraction) -> Fraction:
    """Six decimals count, so that it does not matter which machine computed."""
    return Fraction(round(score * MILLION), MILLION)


def figures_of(found: Calibration) -> dict[str, Figures]:
    """Out of decimals, exactly."""
    return {
        one.entry: Figures(settled(Fraction(one.mean)), settled(Fraction(one.score)), one.se)
        for one in found.entries
    }


def mixed(
    panel: Mapping[str, Figures], talks: Mapping[str, Figures], share: int,
    absent: Collection[str] = (),
) -> dict[str, Figures]:  # fmt: skip
    """The presentation weighs `share` percent. Who was not heard yet has no final score; who did
    not come keeps the panel's part, and gets nothing for the other."""
    weight = Fraction(share, HUNDRED)
    heard = {**talks, **dict.fromkeys(absent, NOTHING)}
    return _with_intervals(
        {name: _both(panel[name], heard[name], weight) for name in sorted(panel.keys() & heard)}
    )


def _both(panel: Figures, talk: Figures, weight: Fraction) -> Figures:
    se = None
    if panel.se is not None and talk.se is not None:
        se = round(math.hypot(float(1 - weight) * panel.se, float(weight) * talk.se), 6)
    return Figures(
        settled((1 - weight) * panel.mean + weight * talk.mean),
        settled((1 - weight) * panel.score + weight * talk.score), se,
    )  # fmt: skip


def _with_intervals(found: Mapping[str, Figures]) -> dict[str, Figures]:
    """Ranks of final scores as they might truly be, drawn from a seed that anyone has."""
    if not found or any(one.se is None for one in found.values()):
        return dict(found)
    chance = np.random.default_rng(SEED)
    middles = np.array([[float(one.score)] for one in found.values()])
    errors = np.array([[float(one.se or 0)] for one in found.values()])
    drawn = middles + errors * chance.standard_normal((len(found), DRAWS))
    ranges = zip(found.items(), middle(drawn), strict=True)
    return {name: replace(one, low=low, high=high) for (name, one), (low, high) in ranges}


def final(
    found: Mapping[str, Figures], deciding: Mapping[str, Fraction], tie_seed: str = ""
) -> tuple[Final, ...]:
    """Best first; then by the heaviest criterion. Equals share a rank, but where a lot is drawn."""
    keys = {
        name: (-one.score, -deciding[name], lot(tie_seed, name) if tie_seed else "")
        for name, one in found.items()
    }
    order = sorted(found, key=lambda name: (keys[name], name))
    first: dict[object, int] = {}
    ranks = {name: first.setdefault(keys[name], rank) for rank, name in enumerate(order, 1)}
    return tuple(_final(name, found[name], ranks[name]) for name in order)


def _final(name: str, one: Figures, rank: int) -> Final:
    return Final(
        name, rank, float(one.mean), float(one.score), one.se,
        one.low and min(one.low, rank), one.high and max(one.high, rank),
    )  # fmt: skip
