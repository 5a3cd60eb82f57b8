"""Units by code, reference, name and the way down; what is alike is offered."""

from datetime import date

import pytest

from ideas.staff.roster.rules import Fault, Found
from ideas.staff.roster.units import Place, Units

PLACES = (
    Place("1", "AAAA-AAAA", "K1", "Kabupaten Banyu Asri", "AAAA-AAAA/"),
    Place("2", "BBBB-BBBB", "K2", "Dinas Kesehatan", "AAAA-AAAA/BBBB-BBBB/"),
    Place("3", "CCCC-CCCC", None, "Puskesmas", "AAAA-AAAA/BBBB-BBBB/CCCC-CCCC/"),
    Place("4", "DDDD-DDDD", "K4", "Dinas Pendidikan", "AAAA-AAAA/DDDD-DDDD/"),
    Place("5", "EEEE-EEEE", None, "Puskesmas", "AAAA-AAAA/DDDD-DDDD/EEEE-EEEE/"),
)


def units(scope: str = "") -> Units:
    return Units(PLACES, [scope], date(2026, 11, 25))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("K2", "", ""), "2"),
        (("CCCC-CCCC", "", ""), "3"),
        (("", "dinas  kesehatan", ""), "2"),
        (("Dinas Kesehatan", "", ""), "2"),
        (("", "Puskesmas", "Dinas Pendidikan"), "5"),
        (("", "Puskesmas", "K4"), "5"),
        (("", "Dinas Kesehatan / Puskesmas", ""), "3"),
        (("tidak ada", "Dinas Kesehatan", ""), "2"),
    ],
)
def test_a_unit_is_found_by_what_people_write(words: tuple[str, str, str], found: str) -> None:
    assert units().find(*words) == found


def test_the_nearest_names_help() -> None:
    told = units().find("", "Dinas Kesehaten", "")
    assert isinstance(told, Found)
    assert (told.fault, told.near.split(" · ")[0]) == (Fault.UNIT_UNKNOWN, "Dinas Kesehatan")


def test_like_names_are_told_with_the_way_to_each() -> None:
    told = units().find("", "Puskesmas", "")
    assert isinstance(told, Found)
    assert told.fault == Fault.UNIT_AMBIGUOUS
    assert "Kabupaten Banyu Asri / Dinas Kesehatan / Puskesmas" in told.near


def test_a_unit_outside_the_reach_is_refused() -> None:
    assert units("AAAA-AAAA/BBBB-BBBB/").find("CCCC-CCCC", "", "") == "3"
    told = units("AAAA-AAAA/BBBB-BBBB/").find("K4", "", "")
    assert isinstance(told, Found)
    assert told.fault == Fault.UNIT_OUTSIDE
