"""Codes of an app: the published examples, and which half minute counts."""

from base64 import b32encode
from datetime import UTC, datetime, timedelta

import pytest

from ideas.identity.factors.rules import fitting_step, plain, spoken

SECRET = b32encode(b"12345678901234567890").decode()  # of RFC 6238, appendix B


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_the_published_examples(seconds: int, code: str) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    assert fitting_step(SECRET, code, moment, 0) == seconds // 30


@pytest.mark.parametrize(
    ("late", "fits"), [(-31, False), (-1, True), (0, True), (59, True), (60, False)]
)
def test_a_code_counts_a_half_minute_around_its_own(late: int, fits: bool) -> None:
    """287082 is the code from second 30 to second 59."""
    moment = datetime.fromtimestamp(30 + late, UTC)
    assert (fitting_step(SECRET, "287082", moment, 0) is not None) is fits


def test_no_step_counts_twice_nor_one_before_it() -> None:
    moment = datetime.fromtimestamp(59, UTC)
    assert fitting_step(SECRET, "287082", moment, 0) == 1
    assert fitting_step(SECRET, "287082", moment, 1) is None
    assert fitting_step(SECRET, "287082", moment + timedelta(seconds=29), 2) is None


def test_codes_are_read_as_people_write_them() -> None:
    assert [plain(t) for t in ("287 082", " k7q2-m4xf ", "\u0663\u0664")] == [
        "287082", "K7Q2M4XF", "",
    ]  # fmt: skip
    assert spoken("ABCDEFGHIJ") == "ABCD EFGH IJ"
