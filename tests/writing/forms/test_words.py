"""What counts as a word: right for Indonesian, and the same in the browser and on the server."""

import random
import unicodedata

import pytest

from ideas.settings import ROOT
from ideas.web.forms import clean
from ideas.writing.forms.words import words_in
from tests.bed.browser import chromium

PAGE = """<!doctype html><body data-person="" data-t-over="{0}"><textarea id="f" data-max="9999">
</textarea><p id="f-count"><b></b></p></body>"""
COUNT = """texts => texts.map(text => {
  const field = document.getElementById("f");
  field.value = text;
  field.dispatchEvent(new Event("input", {bubbles: true}));
  return +document.querySelector("#f-count b").textContent;
})"""
SPACES = "\t\n\r \x0b\x0c\x1c\x1f\x85\xa0\u1680\u2003\u200a\u2028\u202f\u205f\u3000"
MARKS = ("-", "--", "---", "–", "—", " — ", "/", "&", ".", "…", "*", "#", "|", "(", "“", "'", "•")  # noqa: RUF001 -- each is meant
HIDDEN = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u0301", "\u202e")
EMOJI = ("🐓", "👨‍👩‍👧", "🇮🇩", "1️⃣", "❤️")
WORDS = (
    "anak-anak",
    "se-Indonesia",
    "dan/atau",
    "Rp5.000,00",
    "ke-2",
    "½",
    "Ⅳ",
    "ꦲ",
    "ñ",
    "A",
    "7",
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("anak-anak kupu-kupu se-Indonesia", 3),
        ("dan/atau Rp5.000,00 ke-2 3,5%", 4),
        ("Kemerdekaan itu—hak segala bangsa—harus", 6),
        ("Kemerdekaan itu--hak", 3),
        ("Senin – Jumat", 2),  # noqa: RUF001 -- as people write it
        ("- satu\n- dua\n\n## Tiga", 3),
        ("🐓 👍🏽 …", 0),
        ("dekat\u200bsaja", 1),
        ("dekat\xa0saja", 2),
    ],
)
def test_words_are_counted_as_people_here_count_them(text: str, count: int) -> None:
    assert words_in(text) == count


def texts(many: int) -> list[str]:
    """Random ones, from everything that could be counted in two ways."""
    chance = random.Random(3)
    pools = (SPACES, MARKS, HIDDEN, EMOJI, WORDS, WORDS, SPACES)
    return [
        "".join(chance.choice(chance.choice(pools)) for _ in range(chance.randrange(30)))
        + _any_character(chance)
        for _ in range(many)
    ]


def _any_character(chance: random.Random) -> str:
    letter = chr(chance.randrange(0x20000))
    return "" if unicodedata.category(letter) in ("Cn", "Cs", "Co") else letter


def test_the_browser_counts_ten_thousand_odd_texts_as_the_server_does() -> None:
    odd = texts(10_000)
    with chromium() as browser:
        page = browser.new_page()
        page.set_content(PAGE)
        page.add_script_tag(path=ROOT / "static" / "wadah.js")
        counted = page.evaluate(COUNT, odd)
    assert sum(counted) > len(odd)
    differ = [t for t, n in zip(odd, counted, strict=True) if n != words_in(t)]
    assert differ == []


def test_what_is_taken_out_of_a_text_changes_no_count() -> None:
    odd = texts(3_000)
    assert any(clean(text) != text for text in odd)
    assert [text for text in odd if words_in(clean(text)) != words_in(text)] == []
