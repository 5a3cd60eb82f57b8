"""What must be true of every page: sound, labelled, self-contained."""

import re
from functools import cache
from itertools import pairwise
from urllib.parse import urlsplit

import html5lib
from lxml.etree import ErrorTypes
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from ideas.web.render import STATIC

LOOSE = "//style | //script[not(@src)] | //@style | //@*[starts-with(name(), 'on')]"
ADDRESSES = "//@src | //link/@href | //form/@action"
FIELDS = """(//input | //select | //textarea)[not(@type = 'hidden' or @type = 'submit')]
    [not(@aria-label) and not(ancestor::label) and not(@id = //label/@for)]"""
NEW_TO_THE_PARSER = (ErrorTypes.HTML_UNKNOWN_TAG,)  # main, svg, dialog
LOOKED_AT: set[tuple[str, bool]] = set()
NEIGHBOURS: set[tuple[str, str]] = set()


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
    parser = HTMLParser(encoding="utf-8")
    page = document_fromstring(html.encode(), parser=parser)
    wrong = [error.message for error in parser.error_log if error.type not in NEW_TO_THE_PARSER]
    assert wrong == [], "tags open and close in their order"
    if whole:
        _parse(html)
        assert len(page.xpath("//h1")) == 1, "exactly one h1"
        assert page.findtext(".//title", "").strip(" ·") not in ("", "Wadah"), "a title of its own"
    ids = page.xpath("//@id")
    assert sorted(ids) == sorted(set(ids)), f"ids are unique: {sorted(ids)}"
    drawn = {href.rpartition("#")[2] for href in page.xpath("//use/@href")}
    assert drawn <= icons(), f"icons that are not there: {drawn - icons()}"
    assert page.xpath(LOOSE) == [], "no inline style, script or handler"
    assert not [url for url in page.xpath(ADDRESSES) if urlsplit(url).netloc], "all is ours"
    assert [dict(field.attrib) for field in page.xpath(FIELDS)] == [], "fields have labels"
    for form in page.xpath("//form"):
        _form(form)


def _parse(html: str) -> None:
    """By the letter of the standard: slow, so only where a tag stands beside one it never did."""
    tags = re.findall(r"<[^>]*>", re.sub(r'"[^"]*"', '""', html))
    if not NEIGHBOURS.issuperset(pairwise(tags)):
        html5lib.HTMLParser(strict=True).parse(html)
        NEIGHBOURS.update(pairwise(tags))


def _form(form: HtmlElement) -> None:
    assert "action" in form.attrib, "a form says where it goes"
    if form.get("method") == "post":
        assert form.xpath(".//*[@name = 'token']"), f"{form.get('action')} carries no token"


@cache
def icons() -> set[str]:
    """What is drawn in the sheet of icons."""
    return set(re.findall(r'id="([^"]+)"', (STATIC / "icons.svg").read_text()))
