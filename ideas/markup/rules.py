"""Written text as HTML: a small part of Markdown (CommonMark with tables), never raw HTML."""

from functools import cache

import nh3
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h3", "h4", "a", "hr",
        "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip


def as_html(text: str) -> str:
    """Safe HTML, whatever was typed: what is not allowed is left out, its words stay."""
    return nh3.clean(
        _reader().render(text), tags=TAGS, attributes={"a": {"href"}},
        url_schemes={"https", "http", "mailto"}, link_rel="noopener noreferrer nofollow",
    )  # fmt: skip


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")
