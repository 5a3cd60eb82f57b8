"""What is asked of whom and when, what an answer may be, and what mending may not do."""

from typing import Any

import pytest

from ideas.road.competitions.rules import Rules, rules_digest
from ideas.writing.forms.amending import harms
from ideas.writing.forms.checking import asks_later, defects_of_form, defects_of_tags
from ideas.writing.forms.drawing import endings_in, options_in
from ideas.writing.forms.families import families
from ideas.writing.forms.rules import (
    Option,
    Section,
    SectionKind,
    Stage,
    Tagging,
    asked,
    excess,
    strange,
    tags_missing,
    too_many_tags,
)
from tests.factories import RULES

AB = (Option(key="a", text="Alfa"), Option(key="b", text="Beta"), Option(key="c", text="Cita"))


def section(key: str = "satu", **facts: Any) -> Section:
    return Section(key=key, **{"title": key.title(), "words": 10} | facts)


CHOICES = section("pilih", kind=SectionKind.CHOICES, options=AB, most=2)


def test_what_is_asked_follows_category_and_stage() -> None:
    form = (section("a"), section("b", categories=("x",)), section("c", stage=Stage.FULL))
    keys = {
        (category, stage): "".join(s.key for s in asked(form, category, stage))
        for category in ("", "x", "y")
        for stage in Stage
    }
    assert keys == {
        ("", Stage.PITCH): "a", ("", Stage.FULL): "ac", ("x", Stage.PITCH): "ab",
        ("x", Stage.FULL): "abc", ("y", Stage.PITCH): "a", ("y", Stage.FULL): "ac",
    }  # fmt: skip


def test_a_choice_is_told_in_its_words_and_in_the_order_of_the_form() -> None:
    assert CHOICES.told("b,a,gone") == "Alfa\nBeta"
    assert section().told("b,a") == "b,a"


@pytest.mark.parametrize(
    ("kind", "answer", "sentence"),
    [
        ("choices", "a,b", "None"),
        ("choices", "a,b,c", "Pilih paling banyak 2."),
        ("choice", "a", "None"),
        ("choice", "a,b", "Pilih paling banyak 1."),
        ("text", "kata " * 10, "None"),
        ("text", "kata " * 11, "Kelebihan 1 kata. Bagian ini paling banyak 10 kata."),
    ],
)
def test_an_answer_has_a_limit_of_its_kind(kind: str, answer: str, sentence: str) -> None:
    row = section(kind=SectionKind(kind), options=AB, most=2)
    assert str(excess(row, answer)) == sentence


def test_nobody_chooses_what_is_not_offered() -> None:
    assert strange(CHOICES, "a,c") is None
    assert str(strange(CHOICES, "a,d")) == "Pilih salah satu dari pilihan yang ada."
    assert strange(section(), "a,d") is None


def test_tags_have_a_limit_and_may_be_required() -> None:
    rules = (Tagging(family="sdg", most=2, required=True), Tagging(family="jenis", most=1))
    assert too_many_tags({"sdg": ["sdg-01", "sdg-02"], "jenis": ["digital"]}, rules) == {}
    assert list(too_many_tags({"jenis": ["digital", "non-digital"]}, rules)) == ["tag-jenis"]
    told = tags_missing({"jenis": ["digital"]}, rules, {"sdg": "TPB"})
    assert {name: str(why) for name, why in told.items()} == {"tag-sdg": "“TPB” belum dipilih."}
    assert tags_missing({"sdg": ["sdg-01"]}, rules, {}) == {}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": SectionKind.CHOICE, "options": AB[:1]}, "belum punya dua pilihan."),
        ({"kind": SectionKind.CHOICE, "options": AB[:1] * 2}, "pilihan yang sama dua kali."),
        ({"kind": SectionKind.CHOICES, "options": AB, "most": 4}, "lebih dari pilihan yang ada."),
        ({"kind": SectionKind.FILES}, "belum menyebut jenis berkasnya."),
        ({"categories": ("z",)}, "untuk kategori yang tidak ada."),
    ],
)
def test_a_defect_of_a_form_has_its_sentence(change: dict[str, Any], sentence: str) -> None:
    told = [str(why) for why in defects_of_form((section(**change),), ["x"])]
    assert [why.endswith(sentence) for why in told] == [True]


def test_a_sound_form_has_no_defect() -> None:
    files = section("f", kind=SectionKind.FILES, types=("pdf",), categories=("x",))
    assert defects_of_form((section(), CHOICES, files), ["x"]) == []
    assert defects_of_tags((Tagging(family="sdg"), Tagging(family="jenis", most=2))) == []


def test_tags_that_nobody_knows_or_that_are_asked_twice_are_defects() -> None:
    wrong = (Tagging(family="sdg"), Tagging(family="sdg"), Tagging(family="zodiak"))
    told = " ".join(str(why) for why in defects_of_tags((*wrong, Tagging(family="jenis"))))
    assert [word in told for word in ("dua kali", "“zodiak”", "lebih dari")] == [True] * 3


def test_more_is_asked_later_only_of_the_categories_it_is_for() -> None:
    form = (section(), section("b", stage=Stage.FULL, categories=("x",)))
    assert [asks_later(form, c) for c in (None, "x", "y")] == [True, True, False]
    assert not asks_later(form[:1])


HARMFUL: list[tuple[str, dict[str, Any]]] = [
    ("words", {"words": 9}),
    ("required", {"required": True}),
    ("title", {"kind": SectionKind.CHOICE}),
    ("title", {"stage": Stage.FULL}),
    ("title", {"categories": ("x",)}),
    ("options", {"options": AB[1:]}),
    ("types", {"types": ("jpg",)}),
    ("megabytes", {"megabytes": 4}),
    ("most", {"most": 2}),
]
OLD = section(required=False, options=AB, types=("pdf",), most=3, megabytes=5, words=10)


@pytest.mark.parametrize(("field", "change"), HARMFUL)
def test_mending_never_takes_away_what_people_wrote_with(
    field: str, change: dict[str, Any]
) -> None:
    new = OLD.model_copy(update={"words": 10} | change)
    assert list(harms((OLD,), (new,))) == [f"sections-0-{field}"]


def test_mending_may_word_better_and_leave_more_room() -> None:
    better = {
        "title": "Satu lagi", "help": "Begini.", "example": "Contoh.", "words": 11, "most": 4,
        "megabytes": 6, "types": ("pdf", "jpg"), "options": (*AB, Option(key="d", text="Daya")),
    }  # fmt: skip
    more = section("dua", required=False)
    assert harms((OLD,), (OLD.model_copy(update=better), more)) == {}
    assert harms((section(),), (section(required=False),)) == {}


def test_mending_may_not_remove_nor_add_what_must_be_filled() -> None:
    assert list(harms((OLD, section("b")), (section("b"), OLD))) == [""]
    assert list(harms((OLD,), ())) == [""]
    assert list(harms((OLD,), (OLD, section("b")))) == ["sections-1-required"]


def test_rules_that_were_locked_before_there_were_kinds_keep_their_digest() -> None:
    """The figure was computed by the code that locked the first competitions."""
    first = "4a4d966e442b9549c68d68bb0a92f94689d5b44f69ce9bfaf93ac1d37c528c79"
    assert rules_digest(RULES, []) == first
    changed = RULES.model_copy(update={"tags": (Tagging(family="sdg"),)})
    assert rules_digest(changed, []) != first


def test_what_is_written_is_read_again_alike() -> None:
    rules = Rules(sections=(CHOICES, section("b", stage=Stage.FULL)), tags=(Tagging(family="sdg"),))
    assert Rules.model_validate(rules.model_dump(mode="json")) == rules


def test_lines_become_options_with_keys_of_their_own() -> None:
    typed = options_in(" Tata kelola \n\nÉlan!\nTata Kelola\n!!", taken=["elan"])
    assert [option["key"] for option in typed] == [
        "tata-kelola", "elan-2", "tata-kelola-2", "pilihan",
    ]  # fmt: skip
    assert endings_in(" .PDF, jpg;JPG") == ["pdf", "jpg"]


def test_every_family_of_tags_tells_its_source_and_whether_it_was_checked() -> None:
    counts = {key: len(family.options) for key, family in families().items()}
    assert counts == {
        "bentuk": 3, "berakhlak": 7, "idea_source": 9, "innovation_aspect": 9, "jenis": 2,
        "sdg": 17, "urusan": 32,
    }  # fmt: skip
    for family in families().values():
        assert family.source
        assert family.verified or family.note
        assert len(family.keys) == len(family.options)
        assert defects_of_tags((Tagging(family=family.key, most=1),)) == []
    sizes = {key: len(tags) for key, tags in families()["urusan"].grouped.items()}
    assert list(sizes.values()) == [6, 18, 8]
