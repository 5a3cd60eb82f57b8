"""What a sheet needs, exact scores; without a database."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ideas.judging.panels.rules import blind_label
from ideas.judging.reviews.rules import Written, mean, missing, read_marks, strange, weighted
from ideas.judging.rubrics.rules import Criterion

ANCHORS = ("a", "b", "c", "d", "e")
CRITERIA = (
    Criterion(key="dampak", title="Dampak", weight=60, anchors=ANCHORS),
    Criterion(key="baru", title="Kebaruan", weight=40, anchors=ANCHORS),
)


def test_a_sheet_is_read_by_the_names_of_its_fields() -> None:
    fields = {"dampak": "4", "dampak-reason": " Terukur. ", "baru-reason": "Belum tahu"}
    assert read_marks(fields, CRITERIA) == {
        "dampak": Written(4, "Terukur."),
        "baru": Written(None, "Belum tahu"),
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"rahasia": "1"},
        {"dampak": "6"},
        {"dampak": "0"},
        {"dampak": "x"},
        {"baru-reason": "x" * 2001},
    ],
)
def test_what_no_sheet_can_hold_is_refused_by_name(fields: dict[str, str]) -> None:
    assert list(strange(fields, CRITERIA)) == [f"mark-{name}" for name in fields]
    assert strange({"dampak": "", "baru": "5", "baru-reason": "x" * 2000}, CRITERIA) == {}


@pytest.mark.parametrize(
    ("marks", "lacks"),
    [
        ({}, ["mark-dampak", "mark-baru"]),
        ({"dampak": Written(3), "baru": Written(2)}, []),
        ({"dampak": Written(5), "baru": Written(1)}, ["mark-dampak-reason", "mark-baru-reason"]),
        ({"dampak": Written(5, "satu dua tiga empat"), "baru": Written(2)}, ["mark-dampak-reason"]),
        ({"dampak": Written(5, "satu dua tiga empat lima"), "baru": Written(4)}, []),
        ({"dampak": Written(None, "alasan saja belum cukup ya")}, ["mark-dampak", "mark-baru"]),
    ],
)
def test_a_sheet_can_be_locked_when_every_mark_stands_and_extremes_are_explained(
    marks: dict[str, Written], lacks: list[str]
) -> None:
    assert list(missing(marks, CRITERIA)) == lacks


@pytest.mark.parametrize(
    ("marks", "score"),
    [
        ({"dampak": 5, "baru": 5}, 100),
        ({"dampak": 1, "baru": 1}, 20),
        ({"dampak": 5, "baru": 2}, 76),
        ({"dampak": 4}, 80),
        ({}, 0),
    ],
)
def test_a_score_is_weights_times_levels_of_hundred(marks: dict[str, int], score: int) -> None:
    assert weighted(marks, CRITERIA) == score


LEVELS = some.integers(1, 5)


@given(LEVELS, LEVELS, LEVELS)
def test_a_higher_mark_never_lowers_a_score(first: int, second: int, other: int) -> None:
    low, high = sorted((first, second))
    scores = [weighted({"dampak": level, "baru": other}, CRITERIA) for level in (low, high)]
    assert 20 <= scores[0] <= scores[1] <= 100


@given(some.lists(some.fractions(0, 100), min_size=1), some.randoms(use_true_random=False))
def test_the_mean_is_exact_and_knows_no_order(scores: list[Fraction], order) -> None:  # type: ignore[no-untyped-def] # a random of hypothesis
    again = scores.copy()
    order.shuffle(again)
    assert mean(again) == mean(scores)
    assert mean(scores) * len(scores) == sum(scores)


def test_nothing_scored_is_nothing() -> None:
    assert mean([]) == 0


def test_the_blind_label_is_half_a_reference() -> None:
    assert blind_label("K7Q2-M4XF") == "K7Q2"
