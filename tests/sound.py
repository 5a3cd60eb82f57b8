"""What must be true of every page: sound, labelled, self-contained."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

import html5lib

from ideas.web.render import STATIC

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
FIELDS = ("input", "select", "textarea")
LOOKED_AT: set[tuple[str, bool]] = set()


def inspect(html: str, *, whole: bool) -> None:
    """A page that differs from an earlier one in what chance made alone needs no second look."""
    seen = masked(html), whole
    if seen not in LOOKED_AT:
        look(html, whole=whole)
        LOOKED_AT.add(seen)


def masked(html: str) -> str:
    """Without what chance makes anew for each answer: nonces, tokens and keys."""
    return re.sub(r"\b[0-9a-f]{32,}\b", "*", html)


def look(html: str, *, whole: bool) -> None:
    tags = tags_of(html)
    if whole:
        html5lib.HTMLParser(strict=True).parse(html)
        assert [tag.name for tag in tags].count("h1") == 1, "exactly one h1"
        titles = [tag.text.strip(" ·") for tag in tags if tag.name == "title"]
        assert titles[:1] not in ([], [""], ["Wadah"]), "a title of its own"
    ids = [tag.attrs["id"] for tag in tags if "id" in tag.attrs]
    assert sorted(ids) == sorted(set(ids)), f"ids are unique: {sorted(ids)}"
    drawn = {tag.attrs["href"].rpartition("#")[2] for tag in tags if tag.name == "use"}
    assert drawn <= icons(), f"icons that are not there: {drawn - icons()}"
    assert [tag for tag in tags if tag.is_inline] == [], "no inline style, script or handler"
    assert not [url for url in _addresses(tags) if urlsplit(url).netloc], "nothing from elsewhere"
    named = {tag.attrs["for"] for tag in tags if tag.name == "label" and "for" in tag.attrs}
    assert [tag for tag in tags if tag.name in FIELDS and not _labelled(tag, named)] == []
    _forms(tags)


def _forms(tags: list["Element"]) -> None:
    sealed = [tag.within for tag in tags if tag.attrs.get("name") == "token"]
    for form in (tag for tag in tags if tag.name == "form"):
        assert "action" in form.attrs, "a form says where it goes"
        if form.attrs.get("method") == "post":
            held = [within for within in sealed if any(tag is form for tag in within)]
            assert held, f"{form.attrs['action']} carries no token"


@cache
def icons() -> set[str]:
    """What is drawn in the sheet of icons."""
    return set(re.findall(r'id="([^"]+)"', (STATIC / "icons.svg").read_text()))


def _addresses(tags: list["Element"]) -> Iterator[str]:
    names = {"link": "href", "form": "action"}
    for tag in tags:
        yield tag.attrs.get("src") or tag.attrs.get(names.get(tag.name, ""), "")


def _labelled(tag: "Element", named: set[str]) -> bool:
    if tag.attrs.get("type") in ("hidden", "submit") or tag.attrs.get("aria-label"):
        return True
    inside = any(around.name == "label" for around in tag.within)
    return inside or tag.attrs.get("id") in named


@dataclass
class Element:
    """A tag as it stands in the page, and the tags around it."""

    name: str
    attrs: dict[str, str]
    within: tuple["Element", ...]
    text: str = field(default="", repr=False)

    @property
    def is_inline(self) -> bool:
        loose = self.name == "style" or (self.name == "script" and "src" not in self.attrs)
        return loose or "style" in self.attrs or any(name.startswith("on") for name in self.attrs)


def tags_of(html: str) -> list[Element]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    """One way through the page, where a tree that can be searched takes four times as long."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []
        self.open: tuple[Element, ...] = ()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.found.append(here)
        if tag not in VOID:
            self.open = (*self.open, here)

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1].text += data

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place].name == tag:
                self.open = self.open[:place]
                return
