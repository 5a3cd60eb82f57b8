"""What counts as a word, what is lacking, what changed."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas.writing.forms.rules import Section
from ideas.writing.proposals.changing import changes
from ideas.writing.proposals.rules import (
    LONGEST_ANSWER,
    Consent,
    Part,
    Writing,
    filled,
    lacks,
    over_limit,
    too_big,
    words_in,
)
from tests.cases import cases

SECTIONS = (
    Section(key="masalah", title="Masalah", words=200),
    Section(key="anggaran", title="Anggaran", words=40, required=False),
)
WHOLE = Writing("Judul", "Ringkasan", "layanan", {"masalah": "Antre."})


@dataclass(frozen=True)
class Mate:
    share: int
    consent: Consent = Consent.AGREED
    part: Part = Part.MEMBER


def lacking(writing: Writing = WHOLE, *team: Mate) -> dict[str, str]:
    found = lacks(writing, SECTIONS, ["layanan"], team or (Mate(100),))
    return {name: str(why) for name, why in found.items()}


def test_a_complete_draft_lacks_nothing() -> None:
    assert lacking() == {}


def test_word_201_of_200_is_told_by_field() -> None:
    over = Writing("Judul", "Ringkasan", "layanan", {"masalah": "kata " * 201})
    assert lacking(over) == {"answer-masalah": "“Masalah” kelebihan 1 kata."}
    assert over_limit(Writing(answers={"masalah": "kata " * 200}), SECTIONS) == {}


def test_what_is_missing_is_told_in_the_order_of_the_form() -> None:
    assert list(lacking(Writing(answers={"masalah": " \n"}))) == [
        "title", "summary", "category", "answer-masalah",
    ]  # fmt: skip


def test_a_category_of_another_competition_is_none() -> None:
    assert lacking(Writing("a", "b", "asing", {"masalah": "c"})) == {
        "category": "Kategori belum dipilih."
    }


@pytest.mark.parametrize(
    ("team", "field"),
    [
        ((Mate(70), Mate(30, Consent.INVITED)), "team"),
        ((Mate(70), Mate(20)), "shares"),
        ((Mate(100), Mate(30, Consent.DECLINED)), None),
    ],
)
def test_a_team_must_have_agreed_on_the_whole(team: tuple[Mate, ...], field: str | None) -> None:
    assert list(lacking(WHOLE, *team)) == ([field] if field else [])


def test_optional_sections_do_not_count_as_missing() -> None:
    assert filled(WHOLE, SECTIONS) == (4, 4)
    assert filled(Writing("Judul"), SECTIONS) == (1, 4)


def test_ten_megabytes_are_refused_by_field() -> None:
    found = too_big(Writing(answers={"masalah": "a" * 10_000_000}))
    assert {name: str(why) for name, why in found.items()} == {
        "answer-masalah": f"Terlalu panjang. Paling banyak {LONGEST_ANSWER} huruf."
    }


@pytest.mark.parametrize("text", ["", "  ", "satu", "satu\u00a0dua", "satu\n\ndua\tsatu"])
def test_words_are_what_white_space_separates(text: str) -> None:
    assert words_in(text) == len(text.split())


def test_a_change_is_shown_word_by_word() -> None:
    assert changes("Warga antre lama.", "Warga tidak antre.") == [
        ("same", "Warga "), ("del", "antre lama."), ("ins", "tidak antre."),
    ]  # fmt: skip


@cases(200)
@given(st.text(max_size=200), st.text(max_size=200))
def test_a_difference_holds_both_texts(before: str, after: str) -> None:
    parts = changes(before, after)
    assert "".join(text for op, text in parts if op != "ins") == before
    assert "".join(text for op, text in parts if op != "del") == after


def test_a_hostile_difference_is_not_computed() -> None:
    before, after = "a " * 20_000, "b a " * 10_000
    assert changes(before, after) == [("del", before), ("ins", after)]


def test_braces_in_a_section_title_are_only_text() -> None:
    odd = (Section(key="a", title="{x} {0}", words=10),)
    found = lacks(Writing("a", "b", "c", {"a": "kata " * 11}), odd, ["c"], (Mate(100),))
    assert str(found["answer-a"]) == "“{x} {0}” kelebihan 1 kata."
