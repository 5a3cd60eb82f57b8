"""The language of searching, pure: anything typed is a query, and nothing typed is an error.

    words "a phrase" -not author:me unit:dinkes category:layanan year:2026 tag:sdg.3

What has an unknown field before its colon is plain words.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from urllib.parse import parse_qsl, urlencode

from ideas.discovery.finding.rules import content_tokens, mark
from ideas.say import say

LONGEST = 300  # letters of a query that are read
MOST_TERMS = 16
LONGEST_ADDRESS = 1000
FEWEST_WORDS = 2
LONGEST_NAME = 80
MOST_SAVED = 20
PIECE = re.compile(r'(-?)(?:([^\W\d_]+):)?(?:"([^"]*)"?|([^\s"]+))')
FIELDS = {
    "author": "author", "penulis": "author", "unit": "units", "category": "categories",
    "kategori": "categories", "year": "years", "tahun": "years", "tag": "tags",
}  # fmt: skip
ME = {"me", "saya"}
YEAR = re.compile(r"(?:19|20)\d\d")
BEST, NEWEST = "best", "newest"

Phrase = tuple[str, ...]
FULL = say("Anda sudah menyimpan {n} pencarian. Hapus satu lebih dahulu.", n=MOST_SAVED)


@dataclass(frozen=True)
class Query:
    """What is looked for. `phrases`: tokens that stand side by side; a word is a phrase of one.

    Of several units, categories or years any will do; of tags all must be there.
    """

    phrases: tuple[Phrase, ...] = ()
    without: tuple[Phrase, ...] = ()
    mine: bool = False
    units: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def asked(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))

    @property
    def tokens(self) -> list[str]:
        return list(dict.fromkeys(token for phrase in self.phrases for token in phrase))

    @property
    def groups(self) -> list[list[str]]:
        """Marks by which it is filtered: of each group one must be there."""
        found = [[mark("category", key) for key in self.categories]]
        found += [[mark("year", year) for year in self.years]]
        found += [[mark("tag", tag)] for tag in self.tags]
        return [group for group in found if group]


@dataclass
class _Read:
    """A query while it is read, field by field."""

    found: dict[str, list[str]] = field(default_factory=dict)
    phrases: list[Phrase] = field(default_factory=list)
    without: list[Phrase] = field(default_factory=list)

    def add(self, dash: str, name: str, value: str) -> None:
        known = FIELDS.get(name.casefold(), "")
        if known and not dash and _makes_sense(known, value):
            self.found.setdefault(known, []).append(value.casefold())
        elif tokens := tuple(content_tokens(f"{name} {value}")):
            (self.without if dash else self.phrases).append(tokens)


def parse(text: str) -> Query:
    """What somebody typed, as a query. Words that tell nothing ("dan", "yang") are left out."""
    read = _Read()
    for dash, name, quoted, plain in PIECE.findall(text[:LONGEST])[:MOST_TERMS]:
        read.add(dash, name, quoted or plain)
    some = {name: tuple(dict.fromkeys(values)) for name, values in read.found.items()}
    mine = bool(some.pop("author", ()))
    phrases, without = dict.fromkeys(read.phrases), dict.fromkeys(read.without)
    return Query(tuple(phrases), tuple(without), mine, **some)


def _makes_sense(name: str, value: str) -> bool:
    if name == "author":
        return value.casefold() in ME
    if name == "years":
        return YEAR.fullmatch(value) is not None
    return bool(value.strip())


@dataclass(frozen=True)
class Asked:
    """A search as its address tells it: typed words, what was chosen beside them, the order."""

    q: str = ""
    category: str = ""
    year: str = ""
    unit: str = ""
    tag: str = ""
    mine: str = ""
    sort: str = BEST

    @property
    def query(self) -> Query:
        year = self.year if YEAR.fullmatch(self.year) else ""
        return narrowed(
            parse(self.q), mine=bool(self.mine), categories=[self.category], years=[year],
            units=[self.unit], tags=[self.tag],
        )  # fmt: skip

    @property
    def order(self) -> str:
        """By how well it matches, where there are words to match; else the newest first."""
        return BEST if self.sort != NEWEST and self.query.phrases else NEWEST

    @property
    def address(self) -> str:
        """What stands behind the question mark, without what is as it always is."""
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        return urlencode({k: v for k, v in told.items() if v and (k, v) != ("sort", BEST)})

    def to(self, **changes: str) -> str:
        """The address of the same search but for this."""
        return replace(self, **changes).address

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """What was chosen beside the words, to be taken away again."""
        names = ("category", "year", "unit", "tag")
        return [(name, value) for name in names if (value := getattr(self, name))]


def asked_from(address: str) -> Asked:
    """The search at an address, whatever is written there."""
    told = dict(parse_qsl(address[:LONGEST_ADDRESS]))
    names = {each.name for each in fields(Asked)}
    return Asked(**{name: text.strip()[:LONGEST] for name, text in told.items() if name in names})


def shorter(asked: Asked) -> list[tuple[str, str]]:
    """When nothing is found: each word that might be left out, and the search without it."""
    words = asked.q.split()[:MOST_TERMS]
    if len(words) < FEWEST_WORDS:
        return []
    return [
        (word, asked.to(q=" ".join(words[:n] + words[n + 1 :]))) for n, word in enumerate(words)
    ]


def narrowed(query: Query, *, mine: bool = False, **some: Sequence[str]) -> Query:
    """The same with what was chosen beside it: the form's fields and typed words are one query."""
    chosen = {
        name: tuple(dict.fromkeys([*getattr(query, name), *(v.casefold() for v in values if v)]))
        for name, values in some.items()
    }
    return replace(query, mine=query.mine or mine, **chosen)


def as_tsquery(query: Query) -> str:
    """For PostgreSQL: every part in quotes."""
    parts = [_beside(phrase) for phrase in query.phrases]
    parts += [_any(group, " | ", "'") for group in query.groups]
    parts += [f"!{_beside(phrase)}" for phrase in query.without]
    return " & ".join(parts)


def as_matches(query: Query) -> tuple[list[str], list[str]]:
    """For FTS5: what must match, and what must not. It cannot ask for what is not there alone."""
    wanted = [f'"{" ".join(phrase)}"' for phrase in query.phrases]
    wanted += [_any(group, " OR ", '"') for group in query.groups]
    unwanted = [_any([" ".join(phrase) for phrase in query.without], " OR ", '"')]
    return [" AND ".join(wanted)] if wanted else [], unwanted if query.without else []


def _beside(phrase: Phrase) -> str:
    return "(" + " <-> ".join(f"'{token}'" for token in phrase) + ")"


def _any(tokens: Iterable[str], word: str, quote: str) -> str:
    return "(" + word.join(f"{quote}{token}{quote}" for token in tokens) + ")"
