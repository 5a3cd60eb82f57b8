"""Before a call opens: what judging will cost, and how surely it will find the true winners.

Assumes: quality and errors bell-shaped, judges mixed so that all are linked, loads even, as many
winners as there are places. `make bench-judging` holds the forecast against simulated panels.
"""

import math
from dataclasses import dataclass

from scipy.stats import multivariate_normal, norm

MINUTES = 20  # a sheet, unless told otherwise


@dataclass(frozen=True)
class Doubt:
    """How judges err, beside a quality of sd 1. Unknown before a first round: then measure it."""

    noise: float = 0.7  # from sheet to sheet
    severity: float = 0.5  # from judge to judge


@dataclass(frozen=True)
class Plan:
    entries: int
    judges: int
    per_entry: int
    days: int
    winners: int
    minutes: int = MINUTES


@dataclass(frozen=True)
class Forecast:
    sheets: int
    load: int  # sheets of the fullest judge
    hours: float  # of that judge, in all
    hours_a_day: float
    recall: float  # the expected share of the true winners among those chosen, corrected
    recall_by_mean: float  # the same by the raw mean


def forecast(plan: Plan, doubt: Doubt | None = None) -> Forecast:
    doubt = doubt or Doubt()
    sheets = plan.entries * plan.per_entry
    load = math.ceil(sheets / plan.judges)
    hours = load * plan.minutes / 60
    share = plan.winners / plan.entries
    return Forecast(
        sheets, load, hours, hours / plan.days,
        recall=_recall(share, (doubt.noise**2 + _unknown(plan, doubt)) / plan.per_entry),
        recall_by_mean=_recall(share, (doubt.noise**2 + doubt.severity**2) / plan.per_entry),
    )  # fmt: skip


def _unknown(plan: Plan, doubt: Doubt) -> float:
    """The variance of severities that is left once each judge's sheets are held against others."""
    if plan.per_entry == 1 or not doubt.severity:
        return doubt.severity**2
    seen = plan.entries * plan.per_entry / plan.judges * (1 - 1 / plan.per_entry)
    return 1 / (1 / doubt.severity**2 + seen / max(doubt.noise**2, 1e-9))


def _recall(share: float, error: float) -> float:
    """Of those truly above the line, how many also score above it: two linked bell curves."""
    if share >= 1:
        return 1.0
    link = 1 / math.sqrt(1 + error)
    line = norm.isf(share)
    both = multivariate_normal(cov=[[1, link], [link, 1]], allow_singular=True)
    return float(both.cdf([-line, -line]) / share)
