"""One template, rendered whole or by the one block that the browser asked for."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2_fragments import render_blocks
from markupsafe import Markup

from ideas.language import choose, forms, reader, told, translate
from ideas.settings import ROOT
from ideas.web.visit import Visit
from ideas.writing.forms.families import families
from ideas.writing.forms.words import words_in
from ideas.writing.markup.rules import as_html

STATIC = ROOT / "static"
WHOLE = ("HX-Boosted", "HX-History-Restore-Request")  # htmx asks, and takes the page whole

environment = Environment(
    loader=FileSystemLoader(ROOT / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    extensions=["jinja2.ext.do"],
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,  # `make dev` starts anew; else each page would look after all its files
)
environment.filters.update(
    moment=forms.moment, day=forms.day, long_day=forms.long_day, clock=forms.clock,
    left=forms.left, ago=forms.ago, number=forms.number, score=forms.score,
    percent=forms.percent, weight=forms.weight, label=forms.label, say=told, iso=forms.iso,
    for_field=forms.for_field, words=words_in,
    prose=lambda text, pictures=None, **how: Markup(  # noqa: S704 -- cleaned by an allow-list
        as_html(text, pictures, **how)
    ),
)  # fmt: skip

_paths: dict[str, str] = {}


def words(text: str, **facts: Any) -> Markup:
    """A text of ours in the reader's language, with its facts escaped. Called `_` in templates."""
    ours = Markup(translate(text))  # noqa: S704 -- from our own templates and catalogue
    return ours % facts if "%" in ours else ours


def counted(one: str, many: str, num: int, **facts: Any) -> Markup:
    """The text for one or for many. Called `ngettext` in templates."""
    return Markup(choose(one, many, num)) % {"num": num, **facts}  # noqa: S704 -- likewise


def name_paths(paths: dict[str, str]) -> None:
    """Tell the templates what path each page function answers at."""
    _paths.update(paths)


def path(name: str, **parts: Any) -> str:
    """The path of a page, by the name of its function."""
    return _paths[name].format(**parts)


@lru_cache
def asset(name: str) -> str:
    """A static file under an address that changes with its content, so it may be kept for ever."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


# Globals, because a block rendered alone does not see its template's imports.
environment.globals.update(
    _=words, ngettext=counted, path=path, asset=asset, reader=reader, families=families
)
ui: Any = environment.get_template("ui.html").module
environment.globals.update(ui=ui)


def wanted_block(request: Request, template: str) -> str | None:
    """The block that htmx will swap, when it is one of this template's own."""
    headers = request.headers
    if headers.get("HX-Request") != "true" or any(headers.get(whole) for whole in WHOLE):
        return None
    block = headers.get("HX-Target", "").rpartition("#")[2]
    return block if block in environment.get_template(template).blocks else None


def show(visit: Visit, template: str, *, also: Sequence[str] = (), **context: Any) -> Response:
    """The whole page, or only the block that htmx asked for: the same words either way.

    `also` are blocks that change with every other one; their roots carry hx-swap-oob. What there
    is to say after a change goes where the page says it, in the place of what was said before.
    """
    context["visit"] = visit
    if block := wanted_block(visit.request, template):
        html = render_blocks(environment, template, [block, *also], **context)
        if visit.flash or visit.errors:
            html += str(ui.flash(visit.flash, oob=True))  # Markup would escape the blocks
    else:
        html = environment.get_template(template).render(context)
    return HTMLResponse(html, visit.status, {"Vary": "HX-Request, HX-Target, Cookie"})
