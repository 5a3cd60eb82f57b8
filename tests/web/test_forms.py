"""What people type, and what we make of it."""

import pytest
from pydantic import Field

from ideas.failures import Invalid
from ideas.web.forms import Form, Typed, clean


class Sample(Form):
    title: str = Field(min_length=1, max_length=10)
    votes: int = Field(default=1, ge=1, le=3)
    choice: list[str] = Field(default_factory=list)


def wrong(*pairs: tuple[str, str]) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        Typed(pairs).filled(Sample)
    return {name: str(sentence) for name, sentence in caught.value.errors.items()}


def test_a_form_takes_its_fields_and_leaves_its_controls() -> None:
    typed = Typed(
        [("title", " Surat "), ("token", "x"), ("once", "y"), ("choice", "a"), ("choice", "b")]
    )
    assert typed.filled(Sample) == Sample(title="Surat", choice=["a", "b"])


def test_a_field_that_the_form_does_not_have_is_refused() -> None:
    assert wrong(("title", "a"), ("is_admin", "1")) == {
        "is_admin": "Ada isian yang tidak dikenal formulir ini."
    }


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        (("title", ""), "Bagian ini perlu diisi."),
        (("title", "x" * 11), "Terlalu panjang. Paling banyak 10 huruf."),
        (("votes", "4"), "Paling besar 3."),
        (("votes", "banyak"), "Isi dengan angka bulat."),
    ],
)
def test_what_is_wrong_is_said_plainly(pair: tuple[str, str], sentence: str) -> None:
    pairs = [pair] if pair[0] == "title" else [("title", "a"), pair]
    assert wrong(*pairs) == {pair[0]: sentence}


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("baris\r\nbaru\rlagi", "baris\nbaru\nlagi"),
        ("nol\x00 dan \x1b[31m", "nol dan [31m"),
        ("balik\u202earah", "balikarah"),
        ("cafe\u0301", "café"),
        ("<b>&{{ 7*7 }}", "<b>&{{ 7*7 }}"),
        ("😀 日本 \u200d", "😀 日本 \u200d"),
    ],
)
def test_text_is_cleaned_of_what_nobody_writes(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


def test_a_failure_shows_what_was_written_and_no_password_or_reference() -> None:
    written = [("title", "Surat"), ("summary", "Dari ponsel"), ("competition", "K7Q2-M4XF")]
    rest = [("token", "x"), ("version", "3"), ("then", "save"), ("password", "rahasia"), ("a", "")]
    assert Typed(written + rest).told() == ["Surat", "Dari ponsel"]
