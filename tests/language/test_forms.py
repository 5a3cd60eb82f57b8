"""Dates, numbers and words as Indonesians write them; English in the same order."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from ideas import given
from ideas.language import forms, tell

FOUR = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # Wednesday, 16.00 WIB


@pytest.fixture(autouse=True)
def _indonesian(still: datetime) -> Iterator[None]:  # noqa: ARG001 -- time stands still
    tell("id", "WIB")
    yield
    tell("id", "WIB")


@pytest.mark.parametrize(
    ("language", "zone", "written"),
    [
        ("id", "WIB", "Rabu, 25 Nov 2026, 16.00 WIB"),
        ("id", "WITA", "Rabu, 25 Nov 2026, 17.00 WITA"),
        ("id", "WIT", "Rabu, 25 Nov 2026, 18.00 WIT"),
        ("en", "WIB", "Wednesday, 25 Nov 2026, 16:00 WIB"),
    ],
)
def test_a_moment_names_day_hour_and_zone(language: str, zone: str, written: str) -> None:
    tell(language, zone)
    assert forms.moment(FOUR) == written


@pytest.mark.parametrize(
    ("hours", "written"),
    [
        (4, "hari ini, 16.00"),
        (24, "besok"),
        (72, "3 hari lagi"),
        (-1, "baru lewat"),
        (-48, "lewat 2 hari"),
    ],
)
def test_a_deadline_tells_how_far_it_is(hours: int, written: str) -> None:
    assert forms.left(given.now() + timedelta(hours=hours)) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(9142, 100), "91,42"),
        (Fraction(2, 3), "0,67"),
        (Fraction(1, 200), "0,01"),
        (100, "100,00"),
    ],
)
def test_a_score_has_two_decimals_rounded_half_up(value: Fraction | int, written: str) -> None:
    assert forms.score(value) == written


def test_numbers_are_grouped_with_points() -> None:
    assert forms.number(2314) == "2.314"
    tell("en", "WIB")
    assert forms.number(2314) == "2,314"


def test_a_field_gives_back_the_moment_it_was_given() -> None:
    tell("id", "WIT")
    assert forms.typed_moment(forms.for_field(FOUR), "WIT") == FOUR
