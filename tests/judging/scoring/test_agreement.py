"""Published figures, and a slow second way to each of them."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import chain, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas.judging.scoring.agreement import Level, agreement, alpha, icc
from ideas.judging.scoring.field import Field
from ideas.judging.scoring.rules import Marked, sheets_of
from tests.cases import cases

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): examples A, B and C.
BINARY = ["0100000010", "1110010000"]
NOMINAL = ["aabbdcccedda", "babbbccceddd"]
MISSING = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
# The example of three coders with many gaps that encyclopaedias print.
THREE = [".....34121133.3", "1.213343.......", "..21344.21133.4"]


def units(observers: Sequence[str]) -> list[list[Fraction]]:
    """One list a unit; a dot is a gap, a letter its code."""
    return [
        [Fraction(int(found, 36)) for found in unit if found != "."]
        for unit in zip(*observers, strict=True)
    ]


@pytest.mark.parametrize(
    ("observers", "level", "published"),
    [
        (BINARY, Level.NOMINAL, 0.095),
        (NOMINAL, Level.NOMINAL, 0.692),
        (MISSING, Level.NOMINAL, 0.743),
        (MISSING, Level.ORDINAL, 0.815),
        (MISSING, Level.INTERVAL, 0.849),
        (THREE, Level.NOMINAL, 0.691),
        (THREE, Level.INTERVAL, 0.811),
    ],
)
def test_alpha_is_what_krippendorff_published(
    observers: list[str], level: Level, published: float
) -> None:
    found = alpha(units(observers), level)
    assert found is not None
    assert round(float(found), 3) == published


# Fleiss' kappa of ten subjects and fourteen raters is .210 in print: the share of like pairs
# above chance, where chance draws with replacement.
FOURTEEN = [
    "0000E", "02642", "00356", "03920", "22811", "77000", "32630", "25322", "65210", "02237",
]  # fmt: skip


def test_nominal_alpha_is_fleiss_kappa_but_for_the_small_sample() -> None:
    table = [[int(count, 16) for count in row] for row in FOURTEEN]
    found = alpha(
        [[Fraction(c) for c, count in enumerate(row) for _ in range(count)] for row in table],
        Level.NOMINAL,
    )
    assert found is not None
    many = sum(map(sum, table))
    kappa = 1 - (1 - found) * Fraction(many, many - 1)
    assert round(float(kappa), 3) == 0.210


# Public tastings of the Liquid Assets group, as Richard E. Quandt reported them: each row one
# judge's order of the wines, and Kendall's W in print.
TASTINGS = [
    (["2341765", "1263547", "3142675", "2561734", "5431267", "5413672", "2351647"], 0.4665),
    (["84315267", "75326418", "65874123", "42356187", "58426317", "63725814", "85623417",
      "78615324"], 0.3296),
    (["64821735", "42853716", "53172864", "53781642", "32415876", "43678251", "26875341"], 0.1924),
]  # fmt: skip


@pytest.mark.parametrize(("orders", "published"), TASTINGS)
def test_alpha_of_a_public_panel_agrees_with_its_published_concordance(
    orders: list[str], published: float
) -> None:
    """Where all judges rank all wines, alpha and Kendall's W say the same in other units."""
    found = alpha(units(orders))
    assert found is not None
    judges, marks = len(orders), len(orders) * len(orders[0])
    correlation = 1 - (1 - found) * Fraction(marks, marks - 1)
    concordance = (correlation * (judges - 1) + 1) / judges
    assert round(float(concordance), 4) == published


# Shrout and Fleiss (1979), table 2: six targets, four judges.
SHROUT = ["9258", "6132", "8468", "7126", "A569", "6247"]
TARGETS = [[Fraction(int(mark, 16)) for mark in target] for target in SHROUT]


def test_icc_is_what_shrout_and_fleiss_published() -> None:
    found = icc(TARGETS)
    assert found is not None
    assert round(float(found), 2) == 0.17
    assert round(float(4 * found / (1 + 3 * found)), 2) == 0.44  # of the mean of four


def test_the_model_beneath_corrections_gives_their_two_way_figures() -> None:
    marks = [
        Marked(f"E{entry}", f"J{judge}", "c", Fraction(1), mark)
        for entry, target in enumerate(TARGETS)
        for judge, mark in enumerate(target)
    ]
    shares = Field(sheets_of(marks)).whole.shares
    assert round(shares.entries / (shares.entries + shares.judges + 1), 2) == 0.29  # ICC(2,1)
    # ICC(3,1), .71 in print and .715 with one digit more; variances are cut to three digits.
    assert shares.entries / (shares.entries + 1) == pytest.approx(0.715, abs=0.001)


MARKS = st.lists(st.lists(st.integers(1, 5).map(Fraction), max_size=4), max_size=6)


@cases(60)
@given(MARKS, st.sampled_from(Level))
def test_alpha_is_the_long_way_round_over_all_pairs(
    found: list[list[Fraction]], level: Level
) -> None:
    assert alpha(found, level) == the_long_way(found, level)


def the_long_way(found: list[list[Fraction]], level: Level) -> Fraction | None:
    """Observed by expected disagreement, pair by pair, as the definition has it."""
    compared = [unit for unit in found if len(unit) > 1]
    pooled = list(chain.from_iterable(compared))

    def apart(one: Fraction, other: Fraction) -> Fraction:
        if level is Level.NOMINAL:
            return Fraction(one != other)
        if level is Level.INTERVAL:
            return (one - other) ** 2
        low, high = sorted((one, other))
        between = Fraction(sum(low <= value <= high for value in pooled))
        return (between - Fraction(pooled.count(one) + pooled.count(other), 2)) ** 2 * (low < high)

    pairs = [apart(*pair) for pair in permutations(pooled, 2)]
    if not any(pairs):
        return None
    inside = [apart(*pair) / (len(unit) - 1) for unit in compared for pair in permutations(unit, 2)]
    observed = sum(inside, Fraction()) / len(pooled)
    return 1 - observed * len(pairs) / sum(pairs, Fraction())


def test_each_criterion_is_told_apart_and_whole_sheets_beside_them() -> None:
    marks = [
        Marked(entry, judge, criterion, Fraction(weight), Fraction(mark))
        for entry, judge, *told in [
            ("K1", "A", 1, 9), ("K1", "B", 1, 1), ("K2", "A", 5, 4), ("K2", "B", 5, 8),
            ("K3", "A", 3, 2),
        ]
        for criterion, weight, mark in zip(("idea", "use"), (1, 0), told, strict=True)
    ]  # fmt: skip
    found = agreement(marks)
    assert [(one.criterion, one.entries, one.judges) for one in found.criteria] == [
        ("idea", 3, 2), ("use", 3, 2)
    ]  # fmt: skip
    assert found.criteria[0].alpha == found.alpha == 1
    assert found.criteria[1].alpha != 1


def test_where_nothing_was_judged_twice_there_is_no_agreement_to_tell() -> None:
    once = [Marked("K1", "A", "idea", Fraction(1), Fraction(7))]
    found = agreement(once)
    assert (found.criteria[0].alpha, found.alpha, found.icc) == (None, None, None)
    assert alpha([[Fraction(3)] * 3, [Fraction(3)] * 2]) is None
