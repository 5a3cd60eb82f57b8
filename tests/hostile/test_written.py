"""Hostile Markdown, as HTML by itself and on every page that shows it: harmless, and all there."""

import re

import pytest
from bs4 import BeautifulSoup

from ideas.permissions import Role
from ideas.stages import StepKind
from ideas.web.forms import clean
from ideas.writing.markup import rules
from ideas.writing.markup.letters import harmless
from ideas.writing.markup.rules import as_html
from tests.browsing import Browser
from tests.factories import RULES, Make
from tests.hostile.written import ADDRESSES, ELEMENTS, HIDDEN_AGAIN, LED, ODD, WRITTEN

OURS = {"html", "head", "body", "div", *rules.TAGS}
NAMES = {"href", "rel", "src", "alt", "loading", "start", "class", "tabindex"}
CLASSES = {"wide", "n"}
# As a browser reads it: control marks at the ends and line ends inside do not count.
PLAIN = re.compile(r"https?://[a-z0-9.-]+(:\d+)?([/?#][^\s@\\]*)?|mailto:[^\s,?<>]+@[a-z0-9.-]+")


def faults(html: str) -> list[str]:
    """Every element, attribute and address that is not ours."""
    # Short ones are read as a browser would; for the long ones that takes too long.
    tags = BeautifulSoup(html, "html5lib" if len(html) < 5000 else "html.parser").find_all(True)
    found = [tag.name for tag in tags if tag.name not in OURS]
    found += [f"{tag.name} {name}" for tag in tags for name in tag.attrs if name not in NAMES]
    found += [f"{name}" for tag in tags for name in tag.get("class", []) if name not in CLASSES]
    found += [str(tag["href"]) for tag in tags if "href" in tag.attrs and not leads(tag["href"])]
    return found + [str(tag["src"]) for tag in tags if tag.has_attr("src")]


def leads(address: object) -> bool:
    seen = re.sub("[\t\n\r]", "", str(address)).strip("".join(map(chr, range(33))))
    return bool(PLAIN.fullmatch(seen))


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def test_there_are_many() -> None:
    assert len({*WRITTEN.values(), *HIDDEN_AGAIN.values()}) >= 400


def test_each_becomes_harmless_html() -> None:
    every = WRITTEN | HIDDEN_AGAIN
    assert {name: wrong for name, text in every.items() if (wrong := faults(as_html(text)))} == {}


def test_in_a_blind_copy_no_link_leads_anywhere() -> None:
    every = [as_html(text, blind=True) for text in LED.values()]
    assert any("href=" in as_html(text) for text in LED.values())
    assert [html for html in every if faults(html) or "href=" in html] == []


def test_no_word_of_an_element_is_lost() -> None:
    shown = {text: BeautifulSoup(as_html(text), "html5lib").text for text in ELEMENTS}
    assert [text for text in shown if letters(shown[text]) != letters(text)] == []


@pytest.mark.parametrize("text", ODD.values(), ids=list(ODD))
def test_what_is_too_much_is_shown_as_it_was_typed(text: str) -> None:
    shown = BeautifulSoup(as_html(text), "html.parser").text
    assert letters(shown)[:50] == letters(harmless(text))[:50]


def test_where_a_link_leads_is_told() -> None:
    html = as_html("[https://bank.example](https://contoh.example/a)")
    assert BeautifulSoup(html, "html5lib").text.strip() == "https://bank.example (contoh.example)"


def test_every_page_that_shows_it_stays_harmless(make: Make) -> None:
    shown = clean("\n\n".join([*ELEMENTS, *(LED[name] for name in LED if "link:" in name)]))
    assert len(shown) < rules.LONGEST
    assert shown.count("[") < rules.MOST_BRACKETS
    competition = make.competition(at=StepKind.PANEL, rules=RULES)
    sari, ratna = make.person("Sari"), make.with_role("Ratna", Role.JUDGE, competition)
    answers = {"masalah": shown, "cara": "![peta](https://contoh.example/a.png)"}
    entry = make.entry(sari, competition, at=StepKind.PANEL, answers=answers)
    sheet = make.assignment(entry, ratna)
    for person, url in ((sari, f"/entries/{entry.ref}"), (ratna, f"/reviews/{sheet.ref}")):
        parts = Browser(person).page(url).select(".prose")
        assert parts
        assert {fault for part in parts for fault in faults(part.decode_contents())} <= {
            "lead",
            "h2",
        }


def test_the_addresses_are_tried_as_they_are() -> None:
    assert all(leads(a) for a in ("https://contoh.example/a?b=1", "mailto:a@b.example"))
    assert not any(leads(address) for address in ADDRESSES if "script:" in address)
