"""Words that mean the same: the concepts that a text calls to mind, and what says too little."""

import tomllib
from collections import Counter
from collections.abc import Sequence, Set
from functools import cache
from pathlib import Path

from ideas.discovery.stems.rules import stem, stems

WORDS = Path(__file__).with_name("words.toml")
Phrase = tuple[str, ...]


@cache
def phrases() -> dict[str, list[tuple[Phrase, str]]]:
    """Every phrase of the list by its first stem, with the concept it belongs to."""
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for area in (words for name, words in _file().items() if name != "weightless"):
        for concept, texts in area.items():
            for text in {*texts, concept.replace("-", " ")}:
                phrase = tuple(stems(text))
                found.setdefault(phrase[0], []).append((phrase, concept))
    return found


def concepts_in(words: Sequence[str]) -> tuple[Counter[str], set[int]]:
    """How often each concept occurs, and at which places; the longest phrase counts alone."""
    counts: Counter[str] = Counter()
    covered: set[int] = set()
    place = 0
    while place < len(words):
        length, concepts = _longest(words, place)
        counts.update(concepts)
        covered.update(range(place, place + length))
        place += max(length, 1)
    return counts, covered


def _longest(words: Sequence[str], place: int) -> tuple[int, set[str]]:
    fitting = [
        (len(phrase), concept)
        for phrase, concept in phrases().get(words[place], ())
        if tuple(words[place : place + len(phrase)]) == phrase
    ]
    length = max((size for size, _ in fitting), default=0)
    return length, {concept for size, concept in fitting if size == length}


def calls(word: str, among: Set[str]) -> set[str]:
    """What a stem stands for beside others: itself, and the concepts of phrases it completes."""
    if word in small() or word in general():
        return set()
    return {f"w:{word}"} | {
        f"c:{concept}" for phrase, concept in _phrases_with().get(word, ()) if among >= set(phrase)
    }


@cache
def _phrases_with() -> dict[str, list[tuple[Phrase, str]]]:
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for phrase, concept in (one for some in phrases().values() for one in some):
        for word in phrase:
            found.setdefault(word, []).append((phrase, concept))
    return found


@cache
def small() -> frozenset[str]:
    """Words that carry nothing: and, of, for …"""
    return frozenset(_file()["weightless"]["small"])


@cache
def general() -> frozenset[str]:
    """Stems that half of all proposals use: they count for less."""
    return frozenset(stem(word) for word in _file()["weightless"]["general"])


@cache
def _file() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))
