"""What is shown of a match: its title and a passage, with the words that were looked for marked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ideas.discovery.finding.rules import content_tokens

PASSAGE = 32  # words
MOST_REMEMBERED = 50_000
LEAD = 4  # words before the first that was looked for
LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*\)")
MARKUP = re.compile(r"^[ \t]*(?:#{1,6}|>+|[-*+]|\d+\.)[ \t]+|\*{1,3}|__|`+|\|", re.MULTILINE)
PIECES = re.compile(r"\S+")
CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)  # a word without the signs around it

Marked = list[tuple[str, bool]]


@dataclass(frozen=True)
class Shown:
    """A text in pieces: what was looked for, and what stands between. Joined it is the text."""

    pieces: Marked
    before: bool = False
    after: bool = False


def marked(text: str, tokens: Iterable[str]) -> Marked:
    """The pieces of a text, marked where a word has one of these stems."""
    return _joined(_words(text, set(tokens)))


def passage(texts: Iterable[str], tokens: Iterable[str]) -> Shown:
    """The stretch of some texts with the most of what was looked for; else how they begin."""
    wanted = set(tokens)
    best: Shown | None = None
    most = 0
    for text in texts:
        words = _words(plain(text), wanted)
        at, hits = _densest([hit for _, hit in words])
        if words and (best is None or hits > most):
            some = words[at : at + PASSAGE]
            best, most = Shown(_joined(some), at > 0, at + PASSAGE < len(words)), hits
    return best or Shown([])


def plain(text: str) -> str:
    """A text on one line, without the signs of its markup."""
    return " ".join(MARKUP.sub("", LINK.sub(r"\1", text)).split())


def _words(text: str, wanted: set[str]) -> Marked:
    """Each word with the blanks before it."""
    found: Marked = []
    end = 0
    for word in PIECES.finditer(text):
        hit = bool(wanted) and not wanted.isdisjoint(_tokens_in(word.group()))
        found.append((text[end : word.end()], hit))
        end = word.end()
    return found


@lru_cache(MOST_REMEMBERED)
def _tokens_in(word: str) -> tuple[str, ...]:
    return tuple(content_tokens(word))


def _densest(hits: Sequence[bool]) -> tuple[int, int]:
    """Where the stretch with the most hits begins (a little before its first), and how many."""
    if True not in hits:
        return 0, 0
    sums = [0]
    for hit in hits:
        sums.append(sums[-1] + hit)
    last = max(len(hits) - PASSAGE, 0)
    within = [sums[min(at + PASSAGE, len(hits))] - sums[at] for at in range(last + 1)]
    first = within.index(max(within))
    start = max(first, min(hits.index(True, first) - LEAD, last))
    return start, within[start]


def _joined(words: Marked) -> Marked:
    """Words side by side of one sort as one piece; blanks and signs stay outside the marks."""
    pieces: Marked = []
    for word, hit in words:
        core = CORE.search(word) if hit else None
        start, end = core.span() if core else (len(word), len(word))
        for text, mark in ((word[:start], False), (word[start:end], True), (word[end:], False)):
            if text and pieces and pieces[-1][1] == mark:
                pieces[-1] = (pieces[-1][0] + text, mark)
            elif text:
                pieces.append((text, mark))
    return pieces
