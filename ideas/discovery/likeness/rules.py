"""How alike two texts are: what they are made of, and how much of it they share.

A text is made of stems, of concepts (words that mean the same are one), of pairs of both, and
of pieces of its name, so that a typing error or a shortened name is still found.
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from ideas.discovery.likeness.words import concepts_in, general, small
from ideas.discovery.stems.rules import WORD, stems

MOST_READ = 4000  # letters of a text that are looked at
MOST_TIMES = 3.0  # more often says no more
PIECE = 4
OF_A_NAME = 0.8  # names are often made up
OF_A_CONCEPT = 1.2
IN_PASSING = 1.0
OF_A_PHRASE = 0.5  # a word that belongs to a concept counts there
GENERAL = 0.8
NEIGHBOURS = 0.4
TOGETHER = 0.2
PIECES = 0.2
INITIALS = (3, 6)  # of how many words a shortened name is made
STEEPNESS = 0.5
KNOWN = 2000  # how many others a text is thought to stand among


@dataclass(frozen=True)
class Text:
    """What is compared: a name, what is told of it, and in passing its field or its office."""

    name: str
    told: str = ""
    aside: str = ""


Features = dict[str, float]


def features(text: Text) -> Features:
    """What a text is made of, each with its weight."""
    parts = [(stems(text.name[:MOST_READ]), OF_A_NAME), (stems(text.told[:MOST_READ]), 1.0)]
    words: dict[str, float] = defaultdict(float)
    concepts: dict[str, float] = defaultdict(float)
    made: Features = {}
    for stemmed, weight in parts:
        found, covered = concepts_in(stemmed)
        for name, times in found.items():
            concepts[name] += weight * times
        for place, word in enumerate(stemmed):
            words[word] += weight * _weight(word, place in covered)
        made |= {f"b:{pair}": NEIGHBOURS for pair in _neighbours(stemmed)}
    for name in concepts_in(stems(text.aside))[0]:
        concepts[name] += IN_PASSING
    made |= {f"w:{word}": min(times, MOST_TIMES) for word, times in words.items() if times}
    made |= {f"c:{name}": OF_A_CONCEPT * min(times, MOST_TIMES) for name, times in concepts.items()}
    made |= {f"p:{a}+{b}": TOGETHER for a, b in combinations(sorted(concepts), 2)}
    return made | {f"g:{piece}": PIECES for piece in _pieces(text)} | _shortened(text)


def _weight(word: str, covered: bool) -> float:
    if word in small():
        return 0.0
    return (OF_A_PHRASE if covered else 1.0) * (GENERAL if word in general() else 1.0)


def _neighbours(stemmed: Sequence[str]) -> Iterator[str]:
    telling = [word for word in stemmed if word not in small() and word not in general()]
    return ("+".join(sorted(pair)) for pair in pairwise(telling))


def _pieces(text: Text) -> Iterator[str]:
    """Runs of four letters of every word of the name, and of the name as it may be shortened."""
    words = [word for word in stems(text.name) if word not in small()]
    for word in {*words, _run_together(text.name)}:
        edged = f"_{word}_"
        yield from (edged[at : at + PIECE] for at in range(len(edged) - PIECE + 1))


def _run_together(name: str) -> str:
    """Sistem Pelayanan Masyarakat → sispelmas, which shares most pieces with SemPelMas."""
    words = _content(name)
    return "".join(word[:3] for word in words) if len(words) in range(*INITIALS) else ""


def _shortened(text: Text) -> Features:
    """By initials, from both sides: Sistem Pelayanan Masyarakat, SemPelMas and SPM are one."""
    words, (least, most) = _content(text.name), INITIALS
    spans = [words[at : at + size] for size in range(least, most) for at in range(len(words))]
    found = {"".join(word[0] for word in span) for span in spans if len(span) >= least}
    for word in WORD.findall(text.name):
        capitals = "".join(letter for letter in word if letter.isupper()).casefold()
        if len(capitals) in range(least, most):
            found.add(capitals)
    return {f"a:{initials}": 1.0 for initials in found}


def _content(name: str) -> list[str]:
    return [word for word in WORD.findall(name.casefold()) if word not in small()]


def length_of(made: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in made.values())) or 1.0


def rarity(count: int) -> float:
    """How much it says that two share something: the fewer others have it, the more."""
    among = max(KNOWN - min(count, KNOWN), 0)
    return math.pow(math.log(1 + (among + 0.5) / (count + 0.5)), STEEPNESS)


def asked(made: Mapping[str, float], counts: Mapping[str, int]) -> Features:
    """What each feature of a question is worth: its weight, by its rarity twice; unit length."""
    worth = {name: weight * rarity(counts.get(name, 0)) for name, weight in made.items()}
    length = length_of({name: value for name, value in worth.items() if counts.get(name)})
    return {name: worth[name] * rarity(counts[name]) / length for name in worth if counts.get(name)}


def likeness(question: Mapping[str, float], made: Mapping[str, float]) -> float:
    """What two share, of what the other is made of."""
    shared = sum(worth * made[name] for name, worth in question.items() if name in made)
    return shared / length_of(made)


@lru_cache(200_000)
def mark_of(feature: str) -> int:
    """A feature as a number of 63 bits, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(feature.encode(), digest_size=8).digest()) >> 1


def ranked(question: Mapping[str, float], others: Iterable[tuple[str, Features]]) -> list[str]:
    """The others, the most alike first."""
    scores = ((likeness(question, made), key) for key, made in others)
    return [key for score, key in sorted(scores, key=lambda one: (-one[0], one[1])) if score]
