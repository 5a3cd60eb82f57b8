"""Assignment: even loads, no conflict, the same for everyone who draws again."""

import random
import time
from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from ideas.panels.assigning import Infeasible, Pair, assign

ENTRIES = [f"E{n}" for n in range(7)]
JUDGES = [f"J{n}" for n in range(5)]


@some.composite
def panels(draw: some.DrawFn) -> tuple[list[str], list[str], set[Pair], int, int]:
    entries = ENTRIES[: draw(some.integers(1, 7))]
    judges = JUDGES[: draw(some.integers(2, 5))]
    pairs = some.tuples(some.sampled_from(entries), some.sampled_from(judges))
    conflicts = draw(some.sets(pairs, max_size=8))
    return entries, judges, conflicts, draw(some.integers(1, 3)), draw(some.integers(0, 9))


def solved(panel: tuple[list[str], list[str], set[Pair], int, int]) -> list[Pair]:
    try:
        return assign(*panel)
    except Infeasible:
        assume(False)
        raise


@settings(deadline=None, max_examples=80)
@given(panels())
def test_each_entry_has_its_judges_and_none_in_conflict(
    panel: tuple[list[str], list[str], set[Pair], int, int],
) -> None:
    entries, judges, conflicts, per_entry, _ = panel
    pairs = solved(panel)
    assert len(set(pairs)) == len(pairs)
    assert Counter(entry for entry, _ in pairs) == dict.fromkeys(entries, per_entry)
    assert {judge for _, judge in pairs} <= set(judges)
    assert not conflicts & set(pairs)


@settings(deadline=None, max_examples=60)
@given(panels(), some.randoms(use_true_random=False))
def test_the_order_in_which_names_come_changes_nothing(
    panel: tuple[list[str], list[str], set[Pair], int, int], order: random.Random
) -> None:
    entries, judges, conflicts, per_entry, seed = panel
    first = solved(panel)
    order.shuffle(entries)
    order.shuffle(judges)
    assert assign(entries, judges, conflicts, per_entry, seed) == first


@settings(deadline=None, max_examples=60)
@given(panels())
def test_only_too_few_free_judges_make_it_impossible(
    panel: tuple[list[str], list[str], set[Pair], int, int],
) -> None:
    entries, judges, conflicts, per_entry, _ = panel
    free = {e: [j for j in judges if (e, j) not in conflicts] for e in entries}
    possible = all(len(of_entry) >= per_entry for of_entry in free.values())
    try:
        assign(*panel)
    except Infeasible:
        assert not possible
    else:
        assert possible


def unevenness(pairs: list[Pair], judges: list[str], entries: int, per_entry: int) -> int:
    """How far the fullest and the emptiest judge are from an even load."""
    loads = Counter(judge for _, judge in pairs)
    fewest, rest = divmod(entries * per_entry, len(judges))
    most = fewest + bool(rest)
    over = max(0, *(loads[judge] - most for judge in judges))
    return over + max(0, *(fewest - loads[judge] for judge in judges))


@settings(deadline=None, max_examples=40)
@given(some.sets(some.tuples(some.sampled_from(ENTRIES[:3]), some.sampled_from(JUDGES[:3]))))
def test_loads_are_as_even_as_brute_force_can_make_them(conflicts: set[Pair]) -> None:
    entries, judges, per_entry = ENTRIES[:3], JUDGES[:3], 1
    groups = [
        [
            group
            for group in combinations(judges, per_entry)
            if not {(e, j) for j in group} & conflicts
        ]
        for e in entries
    ]
    every = [
        [(entry, judge) for entry, group in zip(entries, choice, strict=True) for judge in group]
        for choice in product(*groups)
    ]
    assume(every)
    best = min(unevenness(pairs, judges, 3, per_entry) for pairs in every)
    found = assign(entries, judges, conflicts, per_entry, seed=1)
    assert unevenness(found, judges, 3, per_entry) == best


def test_without_conflicts_loads_differ_by_at_most_one() -> None:
    for entries, judges, per_entry in product((1, 4, 7), (3, 4, 5), (1, 2, 3)):
        pairs = assign(ENTRIES[:entries], JUDGES[:judges], set(), per_entry, seed=3)
        loads = Counter(dict.fromkeys(JUDGES[:judges], 0))
        loads.update(judge for _, judge in pairs)
        assert max(loads.values()) - min(loads.values()) <= 1


def test_another_seed_is_another_draw() -> None:
    assert len({tuple(assign(ENTRIES, JUDGES, set(), 2, seed)) for seed in range(8)}) > 1


def test_what_stands_is_kept_and_only_the_gap_is_filled() -> None:
    before = assign(ENTRIES, JUDGES, set(), 2, seed=1)
    gone = before[0]
    after = assign(ENTRIES, JUDGES, {gone}, 2, seed=2, kept=set(before) - {gone})
    assert set(before) - {gone} < set(after)
    assert len(after) == len(before)
    assert gone not in after


@pytest.mark.parametrize(
    ("judges", "conflicts", "sentence"),
    [
        (1, set(), "Baru ada 1 juri. Setiap usulan perlu 2 juri."),
        (
            3,
            {("E0", "J0"), ("E0", "J1")},
            "Usulan E0 hanya punya 1 juri tanpa benturan, perlu 2. "
            "Ada 1 usulan seperti ini. Tambah juri dari unit lain.",
        ),
    ],
)
def test_the_impossible_is_told_in_plain_words(
    judges: int, conflicts: set[Pair], sentence: str
) -> None:
    with pytest.raises(Infeasible) as told:
        assign(ENTRIES[:2], JUDGES[:judges], conflicts, 2, seed=1)
    assert str(told.value.sentence) == sentence


def test_a_large_panel_is_assigned_while_one_waits() -> None:
    entries, judges = [f"E{n}" for n in range(120)], [f"J{n}" for n in range(15)]
    conflicts = {(e, judges[int(e[1:]) % 15]) for e in entries}
    began = time.monotonic()
    pairs = assign(entries, judges, conflicts, 3, seed=1)
    assert time.monotonic() - began < 20
    assert set(Counter(judge for _, judge in pairs).values()) == {24}
