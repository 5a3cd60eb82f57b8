"""The paper and what may be told of it, without a database."""

from uuid import UUID

import pytest
from hypothesis import given, strategies

from ideas.road.ballots.rules import in_paper_order, told_turnout, wrong_with

STEP = UUID(int=1)


REFS = [f"REF-{n}" for n in range(12)]


@given(voter=strategies.uuids(), given_order=strategies.permutations(REFS))
def test_a_voter_meets_the_entries_in_one_order_of_their_own(
    voter: UUID, given_order: list[str]
) -> None:
    assert in_paper_order(given_order, voter, STEP) == in_paper_order(REFS, voter, STEP)


def test_no_entry_is_first_for_everyone() -> None:
    first = {in_paper_order(REFS, UUID(int=n), STEP)[0] for n in range(200)}
    assert first == set(REFS)


@pytest.mark.parametrize(
    ("refs", "sentence"),
    [
        ([], "Pilih paling sedikit satu usulan."),
        (["A", "A"], "Satu usulan hanya dapat dipilih sekali."),
        (["A", "B", "C"], "Paling banyak 2 usulan. Kurangi 1."),
        (["A", "B"], None),
        (["A"], None),
    ],
)
def test_a_paper_has_one_to_quota_different_marks(refs: list[str], sentence: str | None) -> None:
    wrong = wrong_with(refs, quota=2)
    assert (wrong and str(wrong)) == sentence


def test_a_small_turnout_is_not_told() -> None:
    assert [told_turnout(n) for n in (0, 9, 10, 11)] == [None, None, 10, 11]
