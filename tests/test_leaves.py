"""Long lists on leaves."""

import pytest

from ideas.leaves import leaf_of, number_in


@pytest.mark.parametrize(("items", "leaves"), [(0, 1), (1, 1), (4, 1), (5, 2), (9, 3)])
def test_every_item_stands_on_one_leaf(items: int, leaves: int) -> None:
    whole = list(range(items))
    each = [leaf_of(whole, n + 1, 4) for n in range(leaves)]
    assert [item for leaf in each for item in leaf.items] == whole
    assert {leaf.leaves for leaf in each} == {leaves}
    assert [leaf.before for leaf in each] == [None, *range(1, leaves)]
    assert [leaf.next for leaf in each] == [*range(2, leaves + 1), None]


@pytest.mark.parametrize(("asked", "given"), [(-1, 1), (0, 1), (3, 3), (99, 3)])
def test_a_leaf_that_is_not_there_is_the_nearest_one(asked: int, given: int) -> None:
    assert leaf_of(range(9), asked, 4).number == given


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), ("", 1), ("-2", 1), ("x", 1), ("٣", 1), ("9" * 30, 1)]
)
def test_an_address_asks_for_a_leaf_by_its_number(text: str, number: int) -> None:
    assert number_in(text) == number
