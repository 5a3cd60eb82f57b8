"""The draw: every promise, on panels of any shape."""

from collections import Counter

from hypothesis import assume, given, settings
from hypothesis import strategies as some

from ideas.assignment.drawing import assign
from ideas.assignment.rules import Assignment, Entry, Infeasible, Judge, Pair, Problem

CATEGORIES = ("Kesehatan", "Pendidikan", "Layanan")
TAGS = ("air", "data", "desa")
PANELS = ("Utara", "Selatan")


def named(letter: str, number: int) -> list[str]:
    return [f"{letter}{n}" for n in range(number)]


@some.composite
def problems(draw: some.DrawFn, entries: int = 9, judges: int = 6) -> Problem:
    """Entries, judges, conflicts, panels, bounds, tags and pins of any kind."""
    several = some.frozensets(some.sampled_from(TAGS), max_size=2)
    reads = some.one_of(
        some.just(frozenset[str]()),
        some.frozensets(some.sampled_from(CATEGORIES), min_size=2),
    )
    rows = [
        Entry(name, draw(some.sampled_from(CATEGORIES)), draw(several))
        for name in named("E", draw(some.integers(1, entries)))
    ]
    panels = draw(some.sampled_from([("",), PANELS, (*PANELS, "Barat")]))
    most = draw(some.sampled_from([None, None, 5, 8]))
    columns = [
        Judge(name, draw(some.sampled_from(panels)), draw(reads), draw(several), most)
        for name in named("J", draw(some.integers(2, judges)))
    ]
    pairs = some.tuples(
        some.sampled_from([row.name for row in rows]),
        some.sampled_from([column.name for column in columns]),
    )
    barred = draw(some.frozensets(pairs, max_size=6))
    return Problem(
        rows, columns, draw(some.integers(1, 3)), conflicts=barred,
        must=draw(some.frozensets(pairs, max_size=2)) - barred,
        wishes=draw(some.dictionaries(pairs, some.integers(-3, 3), max_size=4)),
    )  # fmt: skip


def solved(problem: Problem, seed: int = 1) -> Assignment:
    try:
        return assign(problem, seed)
    except Infeasible:
        assume(False)
        raise


def pairs_of(found: Assignment) -> set[Pair]:
    return {one.pair for one in found.pairs}


def group(found: Assignment, entry: str) -> set[str]:
    return {one.judge for one in found.pairs if one.entry == entry}


@settings(deadline=None, max_examples=150)
@given(problems())
def test_no_rule_is_ever_broken(problem: Problem) -> None:
    found = solved(problem)
    pairs = pairs_of(found)
    pinned = Counter(entry for entry, _ in problem.must)
    for entry in problem.entries:
        assert len(group(found, entry.name)) == max(problem.per_entry, pinned[entry.name])
    assert not pairs & problem.conflicts
    assert problem.must <= pairs
    assert len(pairs) == len(found.pairs)
    for judge in problem.judges:
        assert found.load[judge.name] == sum(judge.name == one.judge for one in found.pairs)
        assert judge.most is None or found.load[judge.name] <= judge.most
