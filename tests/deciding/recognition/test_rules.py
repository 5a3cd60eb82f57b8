"""A code as people speak and type it."""

import pytest

from ideas.deciding.recognition.rules import written_code

CODE = "K7Q2-M4XF-9TRA-3HHP"


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        "k7q2m4xf9tra3hhp",
        " K7Q2 M4XF 9TRA 3HHP ",
        "K7Q2\u2013M4XF\u20139TRA\u20133HHP",
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert written_code(typed) == CODE


@pytest.mark.parametrize("typed", ["", "K7Q2", CODE + "A", "K7Q2-M4XF-9TRA-3HH'", "ÄÄÄÄ" * 4])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert written_code(typed) == ""
