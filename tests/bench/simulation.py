"""`make bench-judging`: which score finds the true winners, and whether its intervals are true."""

import sys
from collections import Counter
from dataclasses import dataclass
from itertools import product
from statistics import fmean
from typing import Annotated

import numpy as np
import typer

from ideas.judging.scoring.calibration import Method, calibrated
from ideas.judging.scoring.ranking import lot
from tests.bench.planted import TOP, Design, Planted, Scenario, planted

SEED = 7
NEVER_WORSE, MUCH_BETTER, STRONG = -0.01, 0.08, 1
HONEST = (0.85, 0.95)
SCENARIOS = [
    Scenario(design, gap, severity, panel)
    for design, gap, severity, panel in product(Design, (0, 0.5, 1), (0, 0.5, 1), (0, 0.5))
]


@dataclass(frozen=True)
class Run:
    method: Method
    by_mean: float  # the share of the true winners among those it puts first
    by_score: float
    covered: float  # the share of entries whose true rank lies within their interval


@dataclass(frozen=True)
class Result:
    scenario: Scenario
    runs: tuple[Run, ...]

    @property
    def by_mean(self) -> float:
        return fmean(run.by_mean for run in self.runs)

    @property
    def by_score(self) -> float:
        return fmean(run.by_score for run in self.runs)

    @property
    def gain(self) -> float:
        return self.by_score - self.by_mean

    @property
    def covered(self) -> float:
        return fmean(run.covered for run in self.runs)

    @property
    def methods(self) -> str:
        counts = Counter(run.method for run in self.runs)
        return ", ".join(f"{method} {count}" for method, count in counts.most_common())


def result(scenario: Scenario, runs: int, seed: int = SEED) -> Result:
    return Result(
        scenario, tuple(_run(planted(scenario, 1000 * seed + run)) for run in range(runs))
    )


def _run(world: Planted) -> Run:
    found = calibrated(world.rows)
    order = np.argsort(-world.quality)
    true = {f"E{entry:03}": rank for rank, entry in enumerate(order, 1)}
    covered = [one.rank_low <= true[one.entry] <= one.rank_high for one in found.entries]
    return Run(
        found.method,
        _recall(true, {one.entry: one.mean for one in found.entries}),
        _recall(true, {one.entry: one.score for one in found.entries}),
        fmean(covered),
    )


def _recall(true: dict[str, int], scores: dict[str, float]) -> float:
    best = sorted(scores, key=lambda entry: (-scores[entry], lot("tie", entry)))[:TOP]
    return fmean(true[entry] <= TOP for entry in best)


def faults(found: Result) -> list[str]:
    """What of the three promises this scenario breaks."""
    bridged = found.scenario.design is not Design.TRACK
    least = MUCH_BETTER if bridged and found.scenario.severity >= STRONG else NEVER_WORSE
    low, high = HONEST
    told = []
    if found.gain < least:
        told.append(f"recall {found.gain:+.3f}, at least {least:+.2f}")
    if not low <= found.covered <= high:
        told.append(f"intervals hold {found.covered:.3f}, from {low} to {high}")
    return told


def line(found: Result) -> str:
    return (
        f"| {found.scenario} | {found.by_mean:.3f} | {found.by_score:.3f} | {found.gain:+.3f}"
        f" | {found.covered:.3f} | {found.methods} |"
    )


def main(
    runs: Annotated[int, typer.Option(help="how many competitions of each kind")] = 100,
    seed: Annotated[int, typer.Option(help="from which all of them are drawn")] = SEED,
) -> None:
    """54 kinds of competitions: 300 entries, 36 judges, 3 sheets each, the 30 best to find."""
    typer.echo(f"seed {seed}, {runs} competitions of each kind\n")
    typer.echo("| design | gap | severity | panel | mean | auto | gain | held | methods |")
    typer.echo("|---|--:|--:|--:|--:|--:|--:|--:|---|")
    broken = []
    for scenario in SCENARIOS:
        found = result(scenario, runs, seed)
        typer.echo(line(found))
        broken += [f"- **missed**: {scenario}: {fault}" for fault in faults(found)]
    typer.echo("\n" + ("\n".join(broken) or "- met: every promise, in every kind"))
    sys.exit(bool(broken))


if __name__ == "__main__":
    typer.run(main)
