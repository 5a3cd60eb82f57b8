"""Which entries calibrate, and what a spread shows, without a database."""

from hypothesis import given
from hypothesis import strategies as some

from ideas.judging.rooms.rules import Agreed, drawn, spread, wording_digest
from ideas.judging.rubrics.rules import Criterion
from tests.factories import RULES

FIVE = RULES.criteria[0]
WIDE = Criterion(
    key="mutu", title="Mutu", weight=100, anchors=("a", "b", "c", "d", "e"), lowest=0, highest=100
)


def test_a_spread_counts_each_level_and_marks_ones_own() -> None:
    found = spread(FIVE, [3, 3, 5], own=5)
    assert found.counts == ((1, 0), (2, 0), (3, 2), (4, 0), (5, 1))
    assert (found.own, found.total, found.widest) == (5, 3, 2)
    assert spread(FIVE, [], own=None).widest == 0


def test_a_wide_scale_is_told_by_its_explained_marks() -> None:
    found = spread(WIDE, [0, 12, 13, 60, 88, 100], own=88)
    assert found.counts == ((0, 2), (25, 1), (50, 1), (75, 0), (100, 2))
    assert found.own == 100


@given(some.lists(some.integers(0, 100), max_size=40))
def test_no_mark_is_lost_in_a_spread(marks: list[int]) -> None:
    assert spread(WIDE, marks, None).total == len(marks)


def test_entries_that_most_judges_may_read_come_first_and_a_lot_decides_the_rest() -> None:
    free = {f"K{n}": 0 for n in range(20)}
    assert set(drawn({"A": 1, "B": 0, "C": 2}, 2, seed=7)) == {"A", "B"}
    assert drawn(free, 3, seed=7) == drawn(dict(reversed(free.items())), 3, seed=7)
    assert len({tuple(drawn(free, 3, seed)) for seed in range(20)}) > 10


def test_the_digest_of_a_wording_changes_with_every_word() -> None:
    one = wording_digest("K7Q2-M4XF", Agreed("dampak", "Warga, bukan unit."), "now")
    others = [
        wording_digest("K7Q2-M4XF", Agreed("dampak", "Warga, bukan unit"), "now"),
        wording_digest("K7Q2-M4XF", Agreed("baru", "Warga, bukan unit."), "now"),
        wording_digest("K7Q2-M4XG", Agreed("dampak", "Warga, bukan unit."), "now"),
    ]
    assert one not in others
