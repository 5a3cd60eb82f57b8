"""Telling in the reader's language: catalogues, dates, numbers, labels of words.

Indonesian is the source text. English lies in `en.po`, read at the start, no compile step.
"""

from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

from ideas.say import Sentence

LANGUAGES = ("id", "en")
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Reader:
    """Whom we tell: their language and their time zone (WIB, WITA, WIT)."""

    language: str = "id"
    zone: str = "WIB"


_reader: ContextVar[Reader] = ContextVar("reader", default=Reader())  # noqa: B039 -- frozen


def reader() -> Reader:
    return _reader.get()


def tell(language: str, zone: str) -> None:
    """From now on, in this request, tell in this language and zone."""
    _reader.set(Reader(language if language in LANGUAGES else "id", zone))


@lru_cache
def catalogue(language: str) -> dict[str, str]:
    """Source text → translation; empty for Indonesian, which is the source."""
    if language == "id":
        return {}
    with (HERE / f"{language}.po").open("rb") as file:
        messages = read_po(file, locale=language)
    return {str(m.id): str(m.string) for m in messages if m.id and m.string and not m.fuzzy}


def translate(text: str) -> str:
    return catalogue(reader().language).get(text, text)


def choose(one: str, many: str, n: int) -> str:
    """Indonesian has one form; English chooses. Both texts stand in the catalogue."""
    if reader().language == "id":
        return many
    return translate(one if n == 1 else many)


def told(sentence: Sentence | str) -> str:
    """A sentence in the reader's language, with its facts told too."""
    if isinstance(sentence, str):
        return translate(sentence)
    from ideas.language.forms import fact  # noqa: PLC0415 -- forms needs `translate` from here

    facts = {name: fact(value) for name, value in sentence.facts.items()}
    return translate(sentence.text).format_map(facts)
