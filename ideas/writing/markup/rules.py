"""Written text as HTML: a small part of Markdown, never raw HTML, and no address but a plain one.

Headings (two levels), bold, italic, lists, quotes, tables, rules, links that show where they lead,
and the proposal's own pictures as `![what it shows](lampiran:name)`. One Enter is a new line.
Words are counted as they were typed, signs and all, so that the browser counts the same.
"""

import html
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from urllib.parse import unquote

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ideas.writing.markup.letters import harmless
from ideas.writing.markup.links import PICTURE, goes, told_apart

BLOCKS = ("table", "blockquote", "hr", "list", "heading")
INLINE = ("newline", "escape", "emphasis", "link", "image")
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h3", "h4", "h5", "a", "hr",
        "table", "thead", "tbody", "tr", "th", "td", "img"}  # fmt: skip
NUMBER = {"class"}
ATTRIBUTES = {
    "*": set[str](),
    "a": {"href"},
    "img": {"src", "alt", "loading"},
    "ol": {"start"},
    "td": NUMBER,
    "th": NUMBER,
}
# Beyond these a text is shown as it was typed, every word of it.
LONGEST = 40_000
DEEPEST = 20
MOST_CELLS = 2_000
MOST_SIGNS = 4_000
MOST_BRACKETS = 400
MOST_LINES = 4_000
BOXED = '<div class="wide" tabindex="0"><table>'


def as_html(
    text: str, pictures: Mapping[str, str] | None = None, *, top: int = 3, blind: bool = False
) -> str:
    """Safe HTML, whatever was typed: what is not allowed stays as words.

    `pictures`: where each attached picture is. `top`: the level of a heading. `blind`: links lead
    nowhere and do not tell where they led.
    """
    return _as_html(text, tuple(sorted((pictures or {}).items())), top, blind)


@lru_cache(512)
def _as_html(text: str, pictures: tuple[tuple[str, str], ...], top: int, blind: bool) -> str:
    text = harmless(text)
    tokens = [] if _too_much(text) else _reader().parse(text)
    if not tokens or _too_deep(tokens):
        return _as_typed(text)
    _shape(tokens, top)
    for token in tokens:
        if token.children:
            token.children = list(_inside(token.children, dict(pictures), blind=blind))
    return _cleaned(_reader().renderer.render(tokens, _reader().options, {}))


def _too_much(text: str) -> bool:
    """More than anybody writes, and what a reader of Markdown would take long over."""
    signs = sum(map(text.count, "*_|\\>"))
    too_long = len(text) > LONGEST or text.count("\n") > MOST_LINES
    return too_long or signs > MOST_SIGNS or text.count("[") > MOST_BRACKETS


def _too_deep(tokens: list[Token]) -> bool:
    deepest = max(token.level for token in tokens)
    cells = sum(token.type in ("th_open", "td_open") for token in tokens)
    return deepest >= DEEPEST - 1 or cells > MOST_CELLS


def _as_typed(text: str) -> str:
    """Paragraphs and lines, nothing else."""
    parts = (part.strip("\n") for part in text.split("\n\n"))
    lines = (html.escape(part, quote=False).replace("\n", "<br>\n") for part in parts if part)
    return "".join(f"<p>{line}</p>\n" for line in lines)


def _shape(tokens: list[Token], top: int) -> None:
    """Headings in two levels, none of them skipped or empty; numbers of a table to the right."""
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    highest, tag = min(levels, default=1), f"h{top}"
    seen = False
    for token, inside in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open":
            filled = inside is not None and inside.content.strip()
            lower = seen and int(token.tag[1]) > highest
            tag = f"h{top + lower}" if filled else "p"
            seen = seen or tag != "p"
        if token.type in ("heading_open", "heading_close"):
            token.tag = tag
        elif "text-align:right" in str(token.attrGet("style")):
            token.attrSet("class", "n")


def _inside(children: list[Token], pictures: Mapping[str, str], *, blind: bool) -> Iterator[Token]:
    """The inside of a paragraph, with links that tell their host and pictures of our own only."""
    address, shown = "", ""
    for token in children:
        if token.type == "link_open":
            address, shown = str(token.attrGet("href")), ""
        shown += token.content
        if token.type in ("link_open", "link_close"):
            leads = goes(address) and not blind
            yield from _link(token, address, shown) if leads else ()
        else:
            yield _picture(token, pictures) if token.type == "image" else token


def _link(token: Token, address: str, shown: str) -> Iterator[Token]:
    yield token
    if token.type == "link_close":
        yield _words(told_apart(address, shown))


def _picture(token: Token, pictures: Mapping[str, str]) -> Token:
    name = unquote(str(token.attrGet("src"))).removeprefix(PICTURE)
    if name not in pictures or not str(token.attrGet("src")).startswith(PICTURE):
        return _words(token.content)
    token.attrs = {"src": pictures[name], "alt": "", "loading": "lazy"}
    return token


def _words(text: str) -> Token:
    return Token("text", "", 0, content=text)


def _cleaned(dirty: str) -> str:
    """The allow-list, last: nothing that a reader of Markdown gets wrong passes it."""
    clean = nh3.clean(
        dirty, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"https", "http", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )  # fmt: skip
    return clean.replace("<table>", BOXED).replace("</table>", "</table></div>")


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": False, "breaks": True, "maxNesting": DEEPEST})
    reader.enable([*BLOCKS, *INLINE])
    reader.validateLink = lambda url: goes(url) or url.startswith(PICTURE)  # type: ignore[method-assign]  # the library's own way to narrow it
    return reader
