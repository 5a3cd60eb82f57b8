"""A small piece of `make bench-judging`; the whole of it stands in docs/BENCHMARKS.md."""

import numpy as np
import pytest

from ideas.judging.scoring.calibration import Method
from tests.bench.planted import Design, Scenario, planted
from tests.bench.simulation import SCENARIOS, Result, Run, faults, line, result

STRICT = Scenario(Design.BRIDGE, gap=0.5, severity=1)
HIDDEN = Scenario(Design.TRACK, panel=0.5)


@pytest.mark.parametrize(
    ("scenario", "least"),
    [(STRICT, 0.05), (Scenario(Design.POOL), -0.02), (HIDDEN, 0.0)],
)
def test_true_winners_are_found_and_intervals_hold(scenario: Scenario, least: float) -> None:
    found = result(scenario, 12)
    assert found.gain >= least
    assert 0.83 <= found.covered <= 0.96


def test_the_same_seed_plants_the_same_truth_in_every_design() -> None:
    worlds = [planted(Scenario(design, 0.5, 1, 0.5), 3) for design in Design]
    for world in worlds[1:]:
        assert np.array_equal(world.quality, worlds[0].quality)
        assert np.array_equal(world.severity, worlds[0].severity)
    assert planted(STRICT, 3).rows == planted(STRICT, 3).rows != planted(STRICT, 4).rows


def test_designs_differ_in_who_judges_what() -> None:
    def at_home(design: Design) -> float:
        rows = planted(Scenario(design), 1).rows
        return float(np.mean([int(row.judge[1:]) % 6 == int(row.track[1:]) for row in rows]))

    assert at_home(Design.TRACK) == 1
    assert at_home(Design.BRIDGE) == pytest.approx(2 / 3)
    assert at_home(Design.POOL) < 0.3


@pytest.mark.parametrize(
    ("scenario", "run", "broken"),
    [
        (STRICT, Run(Method.TRACK, 0.60, 0.70, 0.9), 0),
        (STRICT, Run(Method.TRACK, 0.60, 0.67, 0.9), 1),
        (HIDDEN, Run(Method.NONE, 0.60, 0.595, 0.9), 0),
        (HIDDEN, Run(Method.NONE, 0.60, 0.58, 0.9), 1),
        (HIDDEN, Run(Method.NONE, 0.60, 0.60, 0.84), 1),
        (STRICT, Run(Method.TRACK, 0.60, 0.60, 0.96), 2),
    ],
)
def test_a_broken_promise_is_told(scenario: Scenario, run: Run, broken: int) -> None:
    found = Result(scenario, (run,))
    assert len(faults(found)) == broken
    assert line(found).startswith(f"| {scenario} | 0.600 |")


def test_every_combination_is_simulated() -> None:
    assert len(set(SCENARIOS)) == 54
