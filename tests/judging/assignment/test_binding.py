"""Nobody can be assigned: what stands in the way is told truly, with its cure."""

from dataclasses import replace

import pytest
from hypothesis import assume, example, given

from ideas.judging.assignment.drawing import assign
from ideas.judging.assignment.rules import Bound, Entry, Infeasible, Judge, Pair, Problem, Rule
from tests.cases import cases
from tests.judging.assignment.panels import problems

FEW = cases(40)


def bounds_of(problem: Problem) -> tuple[Bound, ...]:
    try:
        assign(problem, 1)
    except Infeasible as stuck:
        return stuck.binding
    assume(False)
    raise AssertionError


def without(problem: Problem, bound: Bound) -> Problem:
    """The same panel where this bound binds no longer."""
    names = set(bound.names)
    match bound.rule:
        case Rule.CONFLICTS:
            return replace(
                problem,
                conflicts={pair for pair in problem.conflicts if pair[0] not in names},
                must_not={pair for pair in problem.must_not if pair[0] not in names},
            )
        case Rule.CATEGORIES:
            return replace(problem, judges=[reading(judge, names) for judge in problem.judges])
        case Rule.MAX_LOAD:
            free = [replace(j, most=None) if j.name in names else j for j in problem.judges]
            return replace(problem, judges=free)
        case Rule.MIN_LOAD:
            free = [replace(j, fewest=0) if j.name in names else j for j in problem.judges]
            return replace(problem, judges=free)
        case Rule.BRIDGES:
            return replace(problem, unbridged=names)
        case _:
            return replace(problem, needs={**problem.needs, **dict.fromkeys(names, 1)})


def reading(judge: Judge, categories: set[str]) -> Judge:
    return replace(judge, categories=judge.categories and judge.categories | categories)


def possible(problem: Problem) -> bool:
    try:
        assign(problem, 1)
    except Infeasible:
        return False
    return True


FAR = frozenset({"Layanan"})
READ_BY_ALL = Problem(
    [Entry(f"E{n}", "Kesehatan") for n in range(7)],
    [Judge("A", most=2), Judge("B", most=2), Judge("C", most=5), Judge("D", "", FAR, most=5)],
    per_entry=2, conflicts=frozenset({("E0", "A"), ("E0", "B")}),
)  # fmt: skip
READ_FROM_AFAR = Problem(
    [Entry(f"E{n}", "Kesehatan") for n in range(5)],
    [
        Judge("A", "Utara", FAR), Judge("B", "Utara", FAR),
        Judge("C", "Barat", FAR), Judge("D", "Barat"),
    ],
    per_entry=3, conflicts=frozenset({("E0", "D")}),
)  # fmt: skip


@FEW
@example(READ_BY_ALL)
@example(READ_FROM_AFAR)
@given(problems())
def test_without_the_bounds_that_are_named_there_is_an_assignment(problem: Problem) -> None:
    bounds = bounds_of(problem)
    assert bounds
    assume(Rule.PER_ENTRY not in {bound.rule for bound in bounds})
    for bound in bounds:
        assert not possible(problem)
        problem = without(problem, bound)
    assert possible(problem)


@FEW
@given(problems())
def test_no_bound_is_named_for_nothing(problem: Problem) -> None:
    bounds = bounds_of(problem)
    for spared in bounds:
        eased = problem
        for bound in bounds:
            eased = eased if bound is spared else without(eased, bound)
        assert not possible(eased)


def panel(*judges: Judge, conflicts: set[Pair] | None = None, per_entry: int = 2) -> Problem:
    entries = [Entry(f"E{n}", "Kesehatan" if n < 3 else "Layanan") for n in range(5)]
    return Problem(entries, judges, per_entry, frozenset(conflicts or ()))


def judge(name: str, *categories: str, most: int | None = None, side: str = "") -> Judge:
    return Judge(name, side, frozenset(categories), most=most)


BOTH = ("Kesehatan", "Layanan")
CASES = [
    (
        panel(judge("A")),
        "per_entry: E0;E1;E2;E3;E4",
        "Baru ada 1 juri. Setiap usulan perlu 2 juri.",
    ),
    (
        panel(judge("A"), judge("B"), judge("C"), conflicts={("E0", "A"), ("E0", "B")}),
        "conflicts: E0",
        "Usulan E0 hanya punya 1 juri tanpa benturan, perlu 2. "
        "Ada 1 usulan seperti ini. Tambah juri dari unit lain.",
    ),
    (
        panel(judge("A", "Kesehatan"), judge("B", "Layanan"), judge("C", "Layanan")),
        "categories: Kesehatan",
        "Kategori Kesehatan hanya dibaca 1 juri. Setiap usulan perlu 2. "
        "Tambah juri yang membacanya, atau kurangi juri per usulan.",
    ),
    (
        panel(judge("A", "Kesehatan", most=2), judge("B", *BOTH, most=2), judge("C", "Layanan"),
              judge("D", "Layanan")),
        "max_load: A;B",
        "Kategori Kesehatan butuh 2 penilaian lagi. Tambah 1 juri yang membacanya, "
        "naikkan batas beban, atau kurangi juri per usulan.",
    ),
    (
        panel(judge("A", most=3), judge("B", most=3), judge("C", most=3)),
        "max_load: A;B;C",
        "Masih kurang 1 penilaian. Tambah 1 juri, naikkan batas beban, "
        "atau kurangi juri per usulan.",
    ),
    (
        panel(judge("A", side="U"), judge("B", side="U"), judge("C", side="S"),
              conflicts={("E1", "C")}),
        "bridges: E1",
        "Usulan E1 tidak mendapat juri dari panel lain. Ada 1 usulan seperti ini. "
        "Tambah juri di panel lain, atau bagi usulan itu tanpa juri jembatan.",
    ),
    (
        panel(*(Judge(name, fewest=6) for name in "ABC")),
        "min_load: A;B;C",
        "Beban terkecil juri meminta 8 penilaian lebih dari yang ada. "
        "Turunkan batas itu, atau kurangi juri.",
    ),
    (
        replace(panel(judge("A"), judge("B"), judge("C"), conflicts={("E0", "A")}),
                must=frozenset({("E0", "A")})),
        "pins: E0,A",
        "Juri A ditetapkan untuk usulan E0, padahal terhalang. Hapus salah satunya.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("problem", "bound", "sentence"), CASES, ids=[c[1] for c in CASES])
def test_the_impossible_is_told_in_plain_words(problem: Problem, bound: str, sentence: str) -> None:
    with pytest.raises(Infeasible) as told:
        assign(problem, 1)
    assert [str(binding) for binding in told.value.binding] == [bound]
    assert str(told.value.sentence) == sentence


def test_the_cure_cures() -> None:
    """Whoever adds as many judges as the sentence says is assigned."""
    short = panel(judge("A", most=3), judge("B", most=3), judge("C", most=3))
    assert not possible(short)
    assert possible(replace(short, judges=[*short.judges, judge("D", most=3)]))
