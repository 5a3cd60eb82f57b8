"""Any scale, criteria that only inform, abstaining: without a database."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ideas.judging.reviews.rules import Written, missing, read_marks, reasoned, strange, weighted
from ideas.judging.rubrics.rules import Criterion

WIDE = Criterion(
    key="bukti", title="Bukti", weight=50, anchors=("tidak ada", "lengkap"), lowest=0, highest=100,
    reason_to=-1, reason_from=101, abstain=True,
)  # fmt: skip
TEN = Criterion(
    key="baru", title="Kebaruan", weight=30, anchors=("a", "b", "c"), lowest=0, highest=10,
    reason_to=1, reason_from=9,
)  # fmt: skip
FIVE = Criterion(
    key="dampak", title="Dampak", weight=20, anchors=("a", "b", "c", "d", "e"), abstain=True
)
TALE = Criterion(
    key="cerita", title="Cerita", weight=0, anchors=("a", "b", "c", "d", "e"), independent=True
)
RUBRIC = (WIDE, TEN, FIVE, TALE)
WHY = "Lampirannya tidak dapat saya buka."


def test_each_criterion_is_read_on_its_own_scale() -> None:
    fields = {"bukti": "97", "baru": "0", "dampak": "abstain", "dampak-reason": WHY}
    assert strange(fields, RUBRIC) == {}
    assert read_marks(fields, RUBRIC) == {
        "bukti": Written(97), "baru": Written(0), "dampak": Written(None, WHY, abstained=True),
        "cerita": Written(),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("key", "text"),
    [("bukti", "101"), ("bukti", "-1"), ("bukti", "07"), ("baru", "11"), ("baru", "abstain"),
     ("dampak", "0"), ("dampak", "6"), ("cerita", "abstain"), ("bukti", "5.5")],
)  # fmt: skip
def test_a_mark_beyond_its_scale_is_refused_by_name(key: str, text: str) -> None:
    assert list(strange({key: text}, RUBRIC)) == [f"mark-{key}"]


def test_who_abstains_says_why_and_who_only_informs_may_say_nothing() -> None:
    marks = {"bukti": Written(50), "baru": Written(5), "dampak": Written(None, "", abstained=True)}
    assert list(missing(marks, RUBRIC)) == ["mark-dampak-reason"]
    marks["dampak"] = Written(None, WHY, abstained=True)
    assert missing(marks, RUBRIC) == {}


def test_an_informing_mark_of_the_ends_is_explained_like_any_other() -> None:
    marks = {"bukti": Written(50), "baru": Written(5), "dampak": Written(3), "cerita": Written(5)}
    assert list(missing(marks, RUBRIC)) == ["mark-cerita-reason"]


def test_a_sheet_without_any_mark_that_counts_is_not_locked() -> None:
    away = Written(None, WHY, abstained=True)
    both = (WIDE, FIVE)
    assert list(missing({"bukti": away, "dampak": away}, both)) == ["mark-bukti"]
    assert missing({"bukti": away, "dampak": Written(3)}, both) == {}


@pytest.mark.parametrize(
    ("criterion", "asked"),
    [(WIDE, ""), (TEN, "0-1, 9-10"), (FIVE, "1, 5")],
)
def test_the_sheet_tells_which_marks_ask_for_a_reason(criterion: Criterion, asked: str) -> None:
    assert reasoned(criterion) == asked


def test_a_score_counts_only_what_was_marked_each_by_its_own_highest() -> None:
    marks = {"bukti": 50, "baru": 10, "dampak": 5, "cerita": 1}
    assert weighted(marks, RUBRIC) == 25 + 30 + 20
    assert weighted({"bukti": 50, "baru": 10, "cerita": 5}, RUBRIC) == Fraction(5500, 80)
    assert weighted({"cerita": 5}, RUBRIC) == 0


@given(some.integers(0, 100), some.integers(0, 10))
def test_to_abstain_neither_helps_nor_harms_who_is_even(first: int, second: int) -> None:
    """Renormalised: the score lies between the two shares that were given."""
    score = weighted({"bukti": first, "baru": second}, RUBRIC)
    assert min(first, second * 10) <= score <= max(first, second * 10)
