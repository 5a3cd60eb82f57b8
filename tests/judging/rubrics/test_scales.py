"""A criterion moves from one scale to another, without a database."""

import pytest

from ideas.judging.rubrics.rules import Criterion
from ideas.judging.rubrics.scales import Scale, criterion_in, relaid

FIVE = ("a", "b", "c", "d", "e")
TYPED = {
    "key": "dampak", "title": "Dampak", "weight": "60", "was": "1-5", "reason_to": "1",
    "reason_from": "5", **{f"anchor{n}": text for n, text in enumerate(FIVE, 1)},
}  # fmt: skip


@pytest.mark.parametrize(
    ("levels", "laid"), [(3, "ace"), (5, "abcde"), (9, "a.b.c.d.e"), (10, "a.b.c..d.e")]
)
def test_ends_stay_ends_and_what_lies_between_keeps_its_height(levels: int, laid: str) -> None:
    assert "".join(text or "." for text in relaid(FIVE, levels)) == laid


@pytest.mark.parametrize("levels", [5, 10, 11])
def test_back_on_the_old_scale_nothing_is_lost(levels: int) -> None:
    assert relaid(relaid(FIVE, levels), len(FIVE)) == FIVE


@pytest.mark.parametrize("scale", Scale)
def test_every_named_scale_makes_a_criterion(scale: Scale) -> None:
    criterion = Criterion.model_validate(criterion_in(TYPED | {"scale": scale.value}))
    marks = [mark for mark, _ in criterion.levels]
    assert (marks[0], marks[-1], len(marks)) == (scale.lowest, scale.highest, scale.levels)
    assert (criterion.levels[0][1], criterion.levels[-1][1]) == ("a", "e")
    assert (criterion.reason_to, criterion.reason_from) == (scale.lowest, scale.highest)


def test_a_bound_that_was_chosen_stays_and_an_empty_one_is_never_reached() -> None:
    chosen = criterion_in(TYPED | {"scale": "1-10", "reason_to": "2", "reason_from": ""})
    criterion = Criterion.model_validate(chosen)
    assert [mark for mark in criterion.scale if criterion.asks_reason(mark)] == [1, 2]
    never = Criterion.model_validate(criterion_in(TYPED | {"reason_to": "", "reason_from": ""}))
    assert not any(never.asks_reason(mark) for mark in never.scale)


def test_what_is_for_the_record_weighs_nothing_whatever_was_typed() -> None:
    criterion = Criterion.model_validate(criterion_in(TYPED | {"independent": "on"}))
    assert (criterion.weight, criterion.independent) == (0, True)


def test_an_old_criterion_saved_again_is_the_same_document() -> None:
    old = Criterion(key="dampak", title="Dampak", weight=60, anchors=FIVE)
    again = Criterion.model_validate(criterion_in(TYPED))
    assert again.model_dump() == old.model_dump()
