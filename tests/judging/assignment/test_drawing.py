"""The draw: every promise, on panels of any shape."""

import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from ideas.judging.assignment.drawing import assign, top_up
from ideas.judging.assignment.flow import POINT
from ideas.judging.assignment.grid import gridded
from ideas.judging.assignment.lots import lots
from ideas.judging.assignment.rules import Entry, Infeasible, Judge, Problem
from tests.cases import cases
from tests.judging.assignment.panels import (
    bridged,
    every_assignment,
    hangs_together,
    loads,
    pairs_of,
    problems,
    solved,
    unevenness,
)

FEW = cases(40)
SMALL = problems(entries=4, judges=4, per_entry=2)


def plain(entries: int, judges: int, per_entry: int) -> Problem:
    return Problem(
        [Entry(f"E{n}") for n in range(entries)], [Judge(f"J{n}") for n in range(judges)], per_entry
    )


@FEW
@given(problems())
def test_no_rule_is_ever_broken(problem: Problem) -> None:
    found = solved(problem)
    pairs = pairs_of(found)
    assert len(pairs) == len(found.pairs)
    assert not pairs & problem.conflicts
    assert problem.must <= pairs
    for judge in problem.judges:
        assert found.load[judge.name] == sum(judge.name == one.judge for one in found.pairs)
        assert judge.most is None or found.load[judge.name] <= judge.most
    pinned = Counter(entry for entry, _ in problem.must)
    for entry in problem.entries:
        have = sum(entry.name == one.entry for one in found.pairs)
        assert have == max(problem.per_entry, pinned[entry.name])


@FEW
@given(problems())
def test_every_entry_has_a_judge_from_another_panel_where_there_are_panels(
    problem: Problem,
) -> None:
    found = solved(problem)
    for entry in problem.entries:
        assert bridged(problem, pairs_of(found), entry.name)
        marked = [one for one in found.pairs if one.entry == entry.name and one.bridge]
        several = len({judge.panel for judge in problem.judges}) > 1 and problem.per_entry > 1
        assert several or not marked


@FEW
@given(problems())
def test_a_judge_reads_beyond_their_categories_only_as_the_one_bridge(problem: Problem) -> None:
    found = solved(problem)
    judges = {judge.name: judge for judge in problem.judges}
    for entry in problem.entries:
        mine = [one for one in found.pairs if one.entry == entry.name]
        beyond = [one for one in mine if not judges[one.judge].reads(entry.category)]
        free = [one for one in beyond if one.pair not in problem.must]
        assert len(free) <= 1
        assert all(one.bridge for one in free)
        for one in free:
            panel = [j for j in problem.judges if j.panel == judges[one.judge].panel]
            assert not any(judge.reads(entry.category) for judge in panel)


@FEW
@given(SMALL)
def test_it_is_impossible_only_if_trying_everything_finds_nothing(problem: Problem) -> None:
    possible = next(every_assignment(problem), None) is not None
    try:
        assign(problem, 1)
    except Infeasible:
        assert not possible


@FEW
@given(SMALL)
def test_loads_are_as_even_as_trying_everything_can_make_them(problem: Problem) -> None:
    every = list(every_assignment(problem))
    assume(every)
    found = pairs_of(solved(problem))
    assert unevenness(problem, found) == min(unevenness(problem, pairs) for pairs in every)


@FEW
@given(SMALL)
def test_among_even_loads_expertise_decides_and_then_the_lots(problem: Problem) -> None:
    grid = gridded(problem)
    drawn = lots(1, [e.name for e in grid.entries], [j.name for j in grid.judges])
    cost = drawn - POINT * grid.merit
    place = {
        (entry.name, judge.name): cost[row, column]
        for row, entry in enumerate(grid.entries)
        for column, judge in enumerate(grid.judges)
    }
    found = solved(problem, 1)
    mine = loads(problem, pairs_of(found))
    alike = [pairs for pairs in every_assignment(problem) if loads(problem, pairs) == mine]
    assume(alike)
    alike = [pairs for pairs in alike if hangs_together(pairs) >= found.connected]
    best = min(sum(place[pair] for pair in pairs) for pairs in alike)
    assert np.isclose(sum(place[one.pair] for one in found.pairs), best, atol=1e-4)


@FEW
@given(SMALL)
def test_what_is_connected_is_told_and_sought(problem: Problem) -> None:
    found = solved(problem)
    assert found.connected is hangs_together(pairs_of(found))
    mine = loads(problem, pairs_of(found))
    alike = [pairs for pairs in every_assignment(problem) if loads(problem, pairs) == mine]
    assert found.connected or not any(hangs_together(pairs) for pairs in alike)


@FEW
@given(problems(), some.randoms(use_true_random=False))
def test_the_order_in_which_names_come_changes_nothing(
    problem: Problem, order: random.Random
) -> None:
    first = solved(problem)
    entries, judges = list(problem.entries), list(problem.judges)
    order.shuffle(entries)
    order.shuffle(judges)
    assert assign(replace(problem, entries=entries, judges=judges), 1).pairs == first.pairs


@pytest.mark.parametrize("entries", [1, 4, 7])
@pytest.mark.parametrize("judges", [3, 4, 5])
@pytest.mark.parametrize("per_entry", [1, 2, 3])
def test_without_conflicts_loads_differ_by_at_most_one(
    entries: int, judges: int, per_entry: int
) -> None:
    load = assign(plain(entries, judges, per_entry), 3).load.values()
    assert max(load) - min(load) <= 1


def test_another_seed_is_another_draw() -> None:
    assert len({assign(plain(7, 5, 2), seed).pairs for seed in range(8)}) > 1


def test_a_late_cut_joins_what_lots_left_apart() -> None:
    """Two judges an entry and many judges: lots alone often leave islands."""
    for seed in range(20):
        found = assign(plain(12, 8, 2), seed)
        assert found.connected
        assert hangs_together(pairs_of(found))
        assert set(found.load.values()) == {3}


def test_shared_tags_and_wishes_weigh_more_than_lots() -> None:
    entries = [Entry("E0", tags=frozenset({"air"})), Entry("E1", tags=frozenset({"desa"}))]
    judges = [Judge("J0", tags=frozenset({"desa"})), Judge("J1", tags=frozenset({"air"}))]
    problem = Problem(entries, judges, 1)
    turned = replace(problem, wishes={("E0", "J0"): 3, ("E1", "J1"): 3})
    for seed in range(5):
        assert pairs_of(assign(problem, seed)) == {("E0", "J1"), ("E1", "J0")}
        assert pairs_of(assign(turned, seed)) == {("E0", "J0"), ("E1", "J1")}


def test_panels_that_share_no_category_are_bridged_by_one_judge_from_afar() -> None:
    entries = [Entry(f"E{n}", "Kesehatan" if n % 2 else "Layanan") for n in range(8)]
    judges = [
        Judge(f"J{n}", panel, frozenset({category}))
        for panel, category in (("Utara", "Kesehatan"), ("Selatan", "Layanan"))
        for n in (range(3) if panel == "Utara" else range(3, 6))
    ]
    found = assign(Problem(entries, judges, 3), 1)
    assert found.connected
    assert Counter(one.entry for one in found.pairs if one.bridge) == {e.name: 1 for e in entries}
    assert set(found.load.values()) == {4}


@FEW
@given(problems(), some.data())
def test_topping_up_adds_one_judge_and_moves_nothing(
    problem: Problem, data: some.DataObject
) -> None:
    before = pairs_of(solved(problem))
    asked = data.draw(some.sets(some.sampled_from([e.name for e in problem.entries])))
    try:
        after = pairs_of(top_up(problem, before, asked, 2))
    except Infeasible:
        assume(False)
    assert before <= after
    assert Counter(entry for entry, _ in after - before) == dict.fromkeys(asked, 1)
    assert not after & problem.conflicts
