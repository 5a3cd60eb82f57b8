"""Whether the catalogues hold every text that the product can tell, and nothing stale."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

from babel.messages.extract import extract
from jinja2.ext import babel_extract

from ideas.language import LANGUAGES, catalogue
from ideas.language.labels import LABELS
from ideas.settings import ROOT

NAMED = re.compile(r"%\((\w+)\)s")
IN_PYTHON: dict[str, Any] = {"say": None, "translate": None}
IN_TEMPLATES: dict[str, Any] = {"_": None, "gettext": None, "ngettext": (1, 2)}


def complaints() -> list[str]:
    """Everything wrong with the translations, one line each; empty when they are complete."""
    texts = texts_told()
    return [
        line
        for language in LANGUAGES
        if language != "id"
        for line in sorted(_wrong(language, catalogue(language), texts))
    ]


def texts_told() -> dict[str, str]:
    """Every text of the product → one place where it is told."""
    told = dict.fromkeys(LABELS.values(), "ideas/language/labels.py")
    for folder, pattern, method, keywords in (
        (ROOT / "templates", "*.html", babel_extract, IN_TEMPLATES),
        (ROOT / "ideas", "*.py", "python", IN_PYTHON),
    ):
        for file in sorted(folder.rglob(pattern)):
            told |= {text: str(file.relative_to(ROOT)) for text in _texts(file, method, keywords)}
    return told


def facts_in(text: str) -> set[str]:
    """The facts that a text waits for: {n} in sentences, %(n)s in templates."""
    try:
        braced = {name for _, name, _, _ in Formatter().parse(text) if name}
    except ValueError:
        braced = set()
    return braced | set(NAMED.findall(text))


def _texts(file: Path, method: Any, keywords: dict[str, Any]) -> Iterator[str]:
    source = BytesIO(file.read_bytes())
    options = {"extensions": "jinja2.ext.do", "newstyle_gettext": "true"}
    for _, message, _, _ in extract(method, source, keywords, options=options):
        yield from (message,) if isinstance(message, str) else message


def _wrong(language: str, known: dict[str, str], texts: dict[str, str]) -> Iterator[str]:
    for text, place in texts.items():
        if text not in known:
            yield f"{language}: missing: {text!r} ({place})"
        elif facts_in(known[text]) != facts_in(text):
            yield f"{language}: other facts in the translation of {text!r} ({place})"
    for text in known.keys() - texts.keys():
        yield f"{language}: unused: {text!r}"
