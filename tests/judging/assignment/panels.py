"""Panels of any shape, and what trying every assignment says of small ones."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product

from hypothesis import assume
from hypothesis import strategies as some

from ideas.judging.assignment.drawing import assign
from ideas.judging.assignment.rules import Assignment, Entry, Infeasible, Judge, Pair, Problem

CATEGORIES = ("Kesehatan", "Pendidikan", "Layanan")
TAGS = ("air", "data", "desa")
PANELS = ("Utara", "Selatan", "Barat")
Pairs = frozenset[Pair]


@some.composite
def problems(draw: some.DrawFn, entries: int = 9, judges: int = 6, per_entry: int = 3) -> Problem:
    """Entries, judges, conflicts, panels, bounds, tags, wishes and pins of any kind."""
    tags = some.frozensets(some.sampled_from(TAGS), max_size=2)
    reads = some.one_of(
        some.just(frozenset[str]()), some.frozensets(some.sampled_from(CATEGORIES), min_size=1)
    )
    works = [
        Entry(f"E{n}", draw(some.sampled_from(CATEGORIES)), draw(tags))
        for n in range(draw(some.integers(1, entries)))
    ]
    panels = some.sampled_from(draw(some.sampled_from([("",), PANELS[:2], PANELS])))
    most = some.sampled_from(draw(some.sampled_from([(None,), (8,), (2, 5), (1, 2)])))
    people = [
        Judge(f"J{n}", draw(panels), draw(reads), draw(tags), draw(most))
        for n in range(draw(some.integers(2, judges)))
    ]
    pairs = some.tuples(
        some.sampled_from([work.name for work in works]),
        some.sampled_from([person.name for person in people]),
    )
    apart = draw(some.frozensets(pairs, max_size=6))
    return Problem(
        works, people, draw(some.integers(1, per_entry)), conflicts=apart,
        must=draw(some.frozensets(pairs, max_size=1)) - apart,
        wishes=draw(some.dictionaries(pairs, some.integers(-3, 3), max_size=4)),
    )  # fmt: skip


def solved(problem: Problem, seed: int = 1) -> Assignment:
    try:
        return assign(problem, seed)
    except Infeasible:
        assume(False)
        raise


def pairs_of(found: Assignment) -> Pairs:
    return frozenset(one.pair for one in found.pairs)


def panels_of(problem: Problem, pairs: Pairs, entry: str) -> Counter[str]:
    panel = {judge.name: judge.panel for judge in problem.judges}
    return Counter(panel[judge] for of, judge in pairs if of == entry)


def bridged(problem: Problem, pairs: Pairs, entry: str) -> bool:
    """Not all judges of one panel, where there are panels; pins may have it so."""
    panels = {judge.panel for judge in problem.judges}
    within = panels_of(problem, pairs, entry)
    if len(panels) == 1 or within.total() == 1:
        return True
    pinned = panels_of(problem, frozenset(problem.must), entry)
    return max(within.values()) < within.total() or max(pinned.values(), default=0) > 1


def every_assignment(problem: Problem) -> Iterator[Pairs]:
    """All that keep every rule, judges within their categories."""
    choices = [list(_groups(problem, entry)) for entry in problem.entries]
    for groups in product(*choices):
        pairs = frozenset().union(*groups)
        load = Counter(judge for _, judge in pairs)
        limits = ((load[j.name], j) for j in problem.judges)
        if all(j.fewest <= n and (j.most is None or n <= j.most) for n, j in limits):
            yield pairs


def _groups(problem: Problem, entry: Entry) -> Iterator[Pairs]:
    apart = problem.conflicts | problem.must_not
    pinned = {pair for pair in problem.must if pair[0] == entry.name}
    free = {
        (entry.name, judge.name)
        for judge in problem.judges
        if judge.reads(entry.category) and (entry.name, judge.name) not in apart
    }
    need = max(problem.needs.get(entry.name, problem.per_entry), len(pinned))
    for group in combinations(sorted(free | pinned), need):
        pairs = frozenset(group)
        if pinned <= pairs and bridged(problem, pairs, entry.name):
            yield pairs


def loads(problem: Problem, pairs: Pairs) -> tuple[int, ...]:
    load = Counter(judge for _, judge in pairs)
    return tuple(load[judge.name] for judge in problem.judges)


def unevenness(problem: Problem, pairs: Pairs) -> int:
    return sum(load**2 for load in loads(problem, pairs))


def hangs_together(pairs: Pairs) -> bool:
    """Walked by hand: from the first entry every other can be reached."""
    entries = {entry for entry, _ in pairs}
    reached, judges = {min(entries)}, set[str]()
    for _ in entries:
        judges |= {judge for entry, judge in pairs if entry in reached}
        reached |= {entry for entry, judge in pairs if judge in judges}
    return reached == entries
