"""Words as people write them: the sentences of the demo year, shuffled into passages."""

import random
import re
import tomllib
from functools import lru_cache

from ideas.settings import ROOT

PROPOSALS = ROOT / "ideas" / "demo" / "data" / "proposals"
END = re.compile(r"(?<=[.?!])\s+")
POOL = 600


@lru_cache
def sentences() -> tuple[str, ...]:
    files = sorted(PROPOSALS.glob("*.toml"))
    answers = [tomllib.loads(file.read_text())["answers"] for file in files]
    found = (END.split(text.strip()) for answer in answers for text in answer.values())
    return tuple(sentence for group in found for sentence in group)


@lru_cache
def titles() -> tuple[str, ...]:
    files = sorted(PROPOSALS.glob("*.toml"))
    return tuple(tomllib.loads(file.read_text())["title"] for file in files)


class Passages:
    """A pool of passages; drawing from it is quick, and no two entries are alike."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.long = [self._passage(110) for _ in range(POOL)]
        self.short = [self._passage(25) for _ in range(POOL)]

    def section(self) -> str:
        """About 120 words."""
        return self.chance.choice(self.long)

    def note(self) -> str:
        """About 30 words."""
        return self.chance.choice(self.short)

    def title(self) -> str:
        return self.chance.choice(titles())

    def _passage(self, words: int) -> str:
        chosen: list[str] = []
        while sum(len(sentence.split()) for sentence in chosen) < words:
            chosen.append(self.chance.choice(sentences()))
        return " ".join(chosen)
