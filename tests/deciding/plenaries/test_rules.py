"""The quorum, what is open, and the order that changes make."""

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import permutations
from uuid import UUID

import pytest

from ideas.deciding.plenaries.rules import carried, needed, order_digest, ordered, undecided
from ideas.deciding.rankings.rules import Line, Tie


def line(n: int, place: int = 0, low: int | None = None, high: int | None = None) -> Line:
    score = Fraction(100 - n)
    return Line(
        UUID(int=n), f"REF{n}", f"Gagasan {n}", "layanan", score, score, score, 3,
        low=low, high=high, place=place or n,
    )  # fmt: skip


@dataclass(frozen=True)
class Asked:
    entry_id: UUID
    above_id: UUID | None
    reason: str = "Alasan."


def move(n: int, above: int | None) -> Asked:
    return Asked(UUID(int=n), UUID(int=above) if above else None)


def order(lines: list[Line], *moves: Asked) -> list[tuple[int, int]]:
    return [(spot.place, spot.line.entry_id.int) for spot in ordered(lines, moves)]


LINES = [line(n) for n in range(1, 5)]


@pytest.mark.parametrize(
    ("members", "percent", "expected"), [(9, 50, 5), (8, 50, 4), (3, 67, 3), (1, 1, 1), (0, 50, 1)]
)
def test_a_quorum_is_rounded_up_and_never_nobody(members: int, percent: int, expected: int) -> None:
    assert needed(members, percent) == expected


def test_half_is_not_enough_and_abstaining_is_no_yes() -> None:
    assert not carried(2, 4)
    assert carried(3, 4)
    assert not carried(2, 5)


def test_without_a_change_the_computed_order_stays() -> None:
    assert order(LINES) == [(1, 1), (2, 2), (3, 3), (4, 4)]
    tied = [line(1), replace(line(2, 2), tie=Tie.SHARED), replace(line(3, 2), tie=Tie.SHARED)]
    assert order(tied) == [(1, 1), (2, 2), (2, 3)]


def test_an_entry_goes_right_above_another_or_to_the_end() -> None:
    assert order(LINES, move(4, 2)) == [(1, 1), (2, 4), (3, 2), (4, 3)]
    assert order(LINES, move(1, None)) == [(1, 2), (2, 3), (3, 4), (4, 1)]
    assert order(LINES, move(4, 2), move(3, 4)) == [(1, 1), (2, 3), (3, 4), (4, 2)]


def test_whoever_is_moved_above_equals_stands_above_all_of_them() -> None:
    tied = [replace(line(1, 1), tie=Tie.SHARED), replace(line(2, 1), tie=Tie.SHARED), line(3)]
    assert order(tied, move(3, 2)) == [(1, 3), (2, 1), (2, 2)]
    assert order(tied, move(2, 1)) == [(1, 2), (2, 1), (3, 3)]


def test_the_reason_and_the_computed_place_stay_beside_the_new_one() -> None:
    spots = ordered(LINES, [move(4, 1), replace(move(4, 2), reason="Kedua.")])
    told = {spot.line.entry_id.int: (spot.computed, spot.reasons) for spot in spots}
    assert told == {1: (1, ()), 2: (2, ()), 3: (3, ()), 4: (4, ("Alasan.", "Kedua."))}


def test_who_may_not_see_an_entry_cannot_tell_where_it_stands() -> None:
    """The others' order is the same, wherever the hidden one was computed or moved to."""
    seen = set()
    for places in permutations(range(4)):
        lines = [LINES[n] for n in places]
        if [ln for ln in lines if ln is not LINES[3]] == LINES[:3]:
            shown = [ln for ln in lines if ln is not LINES[3]]
            for above in (1, 2, 3, None):
                seen.add(str(order(shown, move(4, above), move(3, 1), move(2, 4))))
    assert seen == {str([(1, 3), (2, 1), (3, 2)])}


def test_what_may_lie_on_either_side_of_the_line_comes_first_most_open_first() -> None:
    lines = [line(1, low=1, high=1), line(2, low=1, high=3), line(3, low=2, high=3),
             line(4, low=3, high=4)]  # fmt: skip
    assert [ln.entry_id.int for ln in undecided(lines, 2)] == [3, 2]
    assert undecided(lines, 0) == []


def test_a_signature_binds_order_computed_place_and_reasons() -> None:
    digests = {
        order_digest(ordered(LINES, moves))
        for moves in (
            (), (move(4, 2),), (move(4, 3),), (replace(move(4, 2), reason="Lain."),),
        )
    }  # fmt: skip
    assert len(digests) == 4
