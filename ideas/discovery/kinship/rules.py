"""What a team may do with a look-alike."""

from collections.abc import Iterable
from enum import StrEnum

from ideas.discovery.likeness.rules import Text
from ideas.discovery.likeness.words import calls
from ideas.discovery.stems.rules import WORD, stem
from ideas.say import Sentence, say

FEWEST_WORDS = 5
LONGEST_REASON = 600
MOST_TOLD = 5


class Way(StrEnum):
    """The honest ways on: build on it, say what differs, or go on knowing it."""

    BUILDS = "builds"
    DIFFERS = "differs"
    KNOWN = "known"


def lacking(reason: str) -> Sentence | None:
    """What a reason still lacks: who says that theirs is different says how."""
    if len(reason.split()) < FEWEST_WORDS:
        return say("Tulis bedanya, paling sedikit {n} kata.", n=FEWEST_WORDS)
    if len(reason) > LONGEST_REASON:
        return say("Terlalu panjang. Paling banyak {n} huruf.", n=LONGEST_REASON)
    return None


def telling(shared: Iterable[str], text: Text) -> tuple[str, ...]:
    """Why two look alike, in the words of the one who asks: those behind what they share."""
    wanted, words = set(shared), WORD.findall(f"{text.name} {text.told}")
    written = {stem(word.casefold()) for word in words}
    behind = {
        word.casefold(): word for word in words if calls(stem(word.casefold()), written) & wanted
    }
    return tuple(list(behind.values())[:MOST_TOLD])
