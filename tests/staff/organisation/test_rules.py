"""Paths and turns without a database; who decides, in words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from ideas.staff.organisation.rules import Turn, UnitChange, above, after_all_below, turns
from ideas.staff.people.rules import Decider, acting_for, decider

refs = st.lists(st.text("23456789ABCDEFGHJKMNPQRSTVWXYZ-", min_size=1, max_size=9), min_size=1)


@dataclass(frozen=True)
class Span:
    since: date
    name: str
    over: str = ""
    parent_id: str = ""


@given(refs, refs)
def test_a_path_lies_in_the_range_of_another_just_when_it_lies_below(
    one: list[str], other: list[str]
) -> None:
    for place in (other, [*one, *other], [*one[:-1], one[-1] + "X"]):
        path, top = "/".join(place) + "/", "/".join(one) + "/"
        assert (top <= path < after_all_below(top)) == (place[: len(one)] == one)


def test_a_place_and_everything_over_it() -> None:
    assert above("A/B/C/") == ["A/", "A/B/", "A/B/C/"]


def test_a_cut_that_changed_nothing_is_not_told() -> None:
    days = [date(2026, month, 1) for month in (1, 2, 3, 4)]
    spans = [
        Span(days[3], "Dinas B", "Setda", "s"), Span(days[2], "Dinas B", "Kabupaten", "k"),
        Span(days[1], "Dinas A", "Kabupaten", "k"), Span(days[0], "Dinas A", "Kabupaten", "k"),
    ]  # fmt: skip
    assert turns(spans) == [
        Turn(days[3], UnitChange.MOVE, "Dinas B", "Setda"),
        Turn(days[2], UnitChange.RENAME, "Dinas B", "Kabupaten"),
        Turn(days[0], UnitChange.OPEN, "Dinas A", "Kabupaten"),
    ]
    assert turns([]) == []


def test_the_stand_in_acts_or_theirs_and_a_circle_ends() -> None:
    a, b, c, d = (uuid4() for _ in range(4))
    cases: list[tuple[dict[UUID, UUID], UUID]] = [
        ({}, a), ({a: b}, b), ({a: b, b: c}, c), ({a: b, b: c, c: d}, c), ({a: b, b: a}, b),
    ]  # fmt: skip
    assert [acting_for(a, stand_ins) for stand_ins, _ in cases] == [acts for _, acts in cases]


def test_nobody_decides_for_themselves_nor_for_those_they_wrote_with() -> None:
    me, mate, one, two = (uuid4() for _ in range(4))
    assert decider([one, two], {}, {me}) == Decider(one, one)
    assert decider([one, two], {one: me}, {me}) == Decider(two, two)
    assert decider([mate, two], {two: one}, {me, mate}) == Decider(two, one)
    assert decider([one], {one: me}, {me}) is None
