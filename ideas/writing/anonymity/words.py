"""A text as words in their places, and what is near enough to be the same word."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

WORD = re.compile(r"[^\W_]+")
ENDS = re.compile(r"[.?!:;\n|>#*•“\"()]")
JOINS = frozenset({"dan", "and", "the", "of"})
SHORTEST_TYPO, LONG = 5, 9


@dataclass(frozen=True)
class Word:
    """One word: folded to compare, where it stands, how it was written."""

    text: str
    start: int
    end: int
    capital: bool
    first: bool


@dataclass(frozen=True)
class Words:
    """The words of one text, and where each of them stands."""

    row: Sequence[Word]
    places: dict[str, list[int]] = field(default_factory=dict)

    def near(self, part: str) -> Iterator[int]:
        """The places of every word that is this one, or this one with a slip."""
        for text, places in self.places.items():
            if alike(text, part):
                yield from places

    def at(self, place: int) -> Word | None:
        return self.row[place] if 0 <= place < len(self.row) else None


def words_of(text: str) -> Words:
    """ "dan" and its like are left out, so that "A dan B" and "A & B" are the same."""
    row: list[Word] = []
    places: dict[str, list[int]] = {}
    before, first = 0, True
    for match in WORD.finditer(text):
        first = first or bool(ENDS.search(text, before, match.start()))
        before, raw = match.end(), match[0]
        folded = fold(raw)
        if folded in JOINS and row:
            continue
        places.setdefault(folded, []).append(len(row))
        row.append(Word(folded, match.start(), match.end(), raw[0].isupper(), first))
        first = False
    return Words(row, places)


def fold(word: str) -> str:
    """Small letters without marks: "Désa" → "desa"."""
    split = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def parts_of(name: str) -> tuple[str, ...]:
    """The folded words of a name, without "dan"."""
    return tuple(part for raw in WORD.findall(name) if (part := fold(raw)) not in JOINS)


def alike(word: str, part: str) -> bool:
    """The same word, or one with a slip of the finger: two slips in a long one."""
    if word == part:
        return True
    slips = (len(part) >= SHORTEST_TYPO) + (len(part) >= LONG)
    if not slips or abs(len(word) - len(part)) > slips or part.isdigit() or is_common(word):
        return False
    return DamerauLevenshtein.distance(word, part, score_cutoff=slips) <= slips


@cache
def is_common(word: str) -> bool:
    """A word of the language, which may be a name too: bunga, cahaya, budi."""
    return word in _dictionary()


@cache
def _dictionary() -> frozenset[str]:
    return frozenset(StemmerFactory().get_words())
