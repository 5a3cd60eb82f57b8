"""The catalogue check finds what is missing, stale or different."""

import pytest

from ideas.language import check
from ideas.language.check import complaints, facts_in, texts_told


def test_it_knows_texts_of_templates_sentences_and_labels() -> None:
    told = texts_told()
    assert told["Mengapa urutannya begini?"].startswith("templates/outcomes/")
    assert told["Hasil belum diumumkan."] == "ideas/permits/outcomes.py"
    assert told["Pengajuan"] == "ideas/language/labels.py"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("{n} hari lagi", {"n"}),
        ("%(n)s dari %(m)s", {"n", "m"}),
        ("100%% baik", set()),
        ("{", set()),
    ],
)
def test_it_sees_the_facts_of_a_text(text: str, facts: set[str]) -> None:
    assert facts_in(text) == facts


def test_it_tells_missing_different_and_unused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "texts_told", lambda: {"besok": "a.py", "{n} kata": "b.html"})
    monkeypatch.setattr(check, "catalogue", lambda _: {"{n} kata": "words", "lusa": "later"})
    assert complaints() == [
        "en: missing: 'besok' (a.py)",
        "en: other facts in the translation of '{n} kata' (b.html)",
        "en: unused: 'lusa'",
    ]


def test_nothing_to_say_when_all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "texts_told", lambda: {"besok": "a.py"})
    monkeypatch.setattr(check, "catalogue", lambda _: {"besok": "tomorrow"})
    assert complaints() == []
