"""In which order judges read: by lot, and fair to every entry."""

from collections import defaultdict
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ideas.judging.assignment.drawing import assign
from ideas.judging.assignment.lots import lot
from ideas.judging.assignment.rules import Entry, Judge, Pair, Problem
from ideas.judging.panels.ordering import places

SEEDS = range(5)


def drawn(entries: int, judges: int, per_entry: int, seed: int) -> dict[Pair, int]:
    problem = Problem(
        [Entry(f"E{n}") for n in range(entries)], [Judge(f"J{n}") for n in range(judges)], per_entry
    )
    return places({one.pair for one in assign(problem, seed).pairs}, seed)


def farthest(order: Mapping[Pair, int]) -> float:
    """How far the mean place of the unluckiest entry lies from the middle, in parts of a pile."""
    piles: dict[str, int] = defaultdict(int)
    told: dict[str, list[float]] = defaultdict(list)
    for _, judge in order:
        piles[judge] += 1
    for (entry, judge), place in order.items():
        told[entry].append((place - 0.5) / piles[judge])
    return max(abs(sum(found) / len(found) - 0.5) for found in told.values())


@given(some.sets(some.tuples(some.sampled_from("ABCDEF"), some.sampled_from("xyz"))))
def test_every_judge_reads_from_first_to_last(pairs: set[Pair]) -> None:
    order = places(pairs, 7)
    assert set(order) == pairs
    for judge in "xyz":
        own = sorted(place for (_, who), place in order.items() if who == judge)
        assert own == list(range(1, len(own) + 1))


@pytest.mark.parametrize("seed", SEEDS)
def test_over_its_judges_every_entry_stands_near_the_middle(seed: int) -> None:
    assert farthest(drawn(40, 8, 2, seed)) < 0.25
    assert farthest(drawn(40, 8, 3, seed)) < 0.25
    assert farthest(drawn(40, 5, 5, seed)) < 0.15


@pytest.mark.parametrize("seed", SEEDS)
def test_by_lot_alone_some_entry_would_be_far_off(seed: int) -> None:
    pairs = drawn(40, 8, 3, seed)
    piles = {judge: [pair for pair in pairs if pair[1] == judge] for _, judge in pairs}
    alone = {
        pair: place
        for judge, pile in piles.items()
        for place, pair in enumerate(sorted(pile, key=lambda pair: lot(seed, judge, pair[0])), 1)
    }
    assert farthest(alone) > 1.3 * farthest(pairs)


def test_the_same_pairs_and_seed_give_the_same_order_and_another_seed_another() -> None:
    pairs = [(f"E{n}", f"J{n % 3}") for n in range(30)]
    assert places(pairs, 1) == places(reversed(pairs), 1)
    assert places(pairs, 1) != places(pairs, 2)
