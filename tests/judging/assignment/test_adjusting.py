"""Mending: a late entry, a late conflict, a judge who drops out, with the fewest changes."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as some

from ideas.judging.assignment.drawing import assign
from ideas.judging.assignment.rules import Entry, Infeasible, Judge, Problem
from tests.cases import cases
from tests.judging.assignment.panels import (
    Pairs,
    every_assignment,
    hangs_together,
    pairs_of,
    problems,
    solved,
)

FEW = cases(40)


def changes(before: Pairs, after: Pairs) -> int:
    return len(before ^ after)


def shaken(problem: Problem, before: Pairs, data: some.DataObject) -> Problem:
    """The same panel after a conflict was told, a judge left, an entry came, or another number."""
    problem = replace(problem, existing=before)
    match data.draw(some.sampled_from(["conflict", "judge", "entry", "number"])):
        case "conflict":
            told = data.draw(some.frozensets(some.sampled_from(sorted(before)), max_size=3))
            return replace(problem, conflicts=problem.conflicts | (told - problem.must))
        case "judge":
            gone = data.draw(some.sampled_from(problem.judges))
            must = frozenset(pair for pair in problem.must if pair[1] != gone.name)
            return replace(problem, judges=[j for j in problem.judges if j != gone], must=must)
        case "entry":
            return replace(problem, entries=[*problem.entries, Entry("Baru", "Layanan")])
        case _:
            return replace(problem, per_entry=data.draw(some.integers(1, 2)))


@FEW
@given(problems(entries=4, judges=4, per_entry=2), some.data())
def test_mending_changes_as_few_as_trying_everything_would(
    problem: Problem, data: some.DataObject
) -> None:
    before = pairs_of(solved(problem))
    problem = shaken(problem, before, data)
    try:
        found = assign(problem, 2)
    except Infeasible:
        assume(False)
    after = pairs_of(found)
    every = [p for p in every_assignment(problem) if hangs_together(p) >= found.connected]
    assume(every)
    assert changes(before, after) <= min(changes(before, pairs) for pairs in every)


def test_a_judge_who_drops_out_leaves_all_other_sheets_where_they_are() -> None:
    judges = [Judge(f"J{n}", f"P{n % 2}") for n in range(8)]
    problem = Problem([Entry(f"E{n}") for n in range(40)], judges, 3)
    before = pairs_of(assign(problem, 1))
    gone = {pair for pair in before if pair[1] == "J3"}
    left = replace(problem, judges=[j for j in judges if j.name != "J3"], existing=before)
    after = assign(left, 2)
    assert pairs_of(after) > before - gone
    assert max(after.load.values()) - min(after.load.values()) <= 1
    assert after.connected


def test_a_sheet_moves_when_only_that_makes_room() -> None:
    """J0 may have one entry and holds E0; E1 can be read by J0 alone."""
    problem = Problem(
        [Entry("E0"), Entry("E1")], [Judge("J0", most=1), Judge("J1", most=1)], 1,
        conflicts=frozenset({("E1", "J1")}), existing=frozenset({("E0", "J0")}),
    )  # fmt: skip
    assert pairs_of(assign(problem, 1)) == {("E0", "J1"), ("E1", "J0")}


def test_what_is_pinned_stays_even_if_more_would_change() -> None:
    problem = Problem(
        [Entry("E0"), Entry("E1")], [Judge("J0"), Judge("J1")], 1,
        must=frozenset({("E0", "J1")}), must_not=frozenset({("E1", "J1")}),
        existing=frozenset({("E0", "J0"), ("E1", "J1")}),
    )  # fmt: skip
    assert pairs_of(assign(problem, 1)) == {("E0", "J1"), ("E1", "J0")}
