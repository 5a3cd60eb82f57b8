"""What a NIP says: a month for PNS, a code for PPPK, and nothing of it is shown whole."""

from datetime import date

import pytest

from ideas.staff.people.rules import Employment
from ideas.staff.roster.numbers import Numbers, appointment_fault, bare
from ideas.staff.roster.rules import Column, Fault, masked

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("digits", "employment", "fault"),
    [
        ("198503302010121001", Employment.PNS, None),
        ("198503302010131001", Employment.PNS, Fault.NUMBER_MONTH),
        ("198503302010001001", Employment.CPNS, Fault.NUMBER_MONTH),
        ("198503302021211001", Employment.PPPK, None),
        ("198503302025242001", Employment.PPPK_PART_TIME, None),
        ("198503302021001001", Employment.PPPK, Fault.NUMBER_CONTRACT),
        ("198503302021211001", None, None),
    ],
)
def test_digits_13_and_14_are_a_month_for_pns_and_a_code_for_pppk(
    digits: str, employment: str | None, fault: Fault | None
) -> None:
    assert Numbers(TODAY).fault(digits) is None
    assert appointment_fault(digits, employment) == fault


@pytest.mark.parametrize("born", ["19850229", "19850030", "00000101"])
def test_the_birth_date_is_a_real_one(born: str) -> None:
    assert Numbers(TODAY).fault(f"{born}2010031001") == Fault.NUMBER_BIRTH
    assert Numbers(TODAY).fault("198802292010031001") is None


@pytest.mark.parametrize(
    "written", ["19850330 201003 1 001", "'198503302010031001", "19850330.201003.1.001"]
)
def test_a_number_may_be_written_in_groups(written: str) -> None:
    assert bare(written) == "198503302010031001"


@pytest.mark.parametrize("column", [Column.NUMBER, Column.SUPERIOR, Column.NAME, Column.POSITION])
def test_a_number_is_masked_wherever_it_stands(column: Column) -> None:
    assert masked(column, "198503302010031001") == "1985…001"
    assert "0330" not in masked(column, "Budi 19850330 201003 1 001")


def test_short_numbers_birth_dates_and_sexes_are_not_repeated_at_all() -> None:
    assert masked(Column.NUMBER, "12345678") == "…"
    assert masked(Column.BIRTH, "30-03-1985") == ""
    assert masked(Column.SEX, "L") == ""
    assert masked(Column.UNIT_NAME, "Dinas 12") == "Dinas 12"
