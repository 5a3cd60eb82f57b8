"""What people can and like to do: a few words each, without a database."""

import re
from collections.abc import Iterable

from ideas.failures import Invalid
from ideas.say import say

LONGEST = 40
FEWEST = 2
MOST = 8
WORD = re.compile(r"[\w+#./&' -]+")


def skill(text: str) -> str:
    """One way to write each: small letters, single spaces."""
    return " ".join(text.casefold().split())


def skills_in(texts: Iterable[str], most: int = MOST) -> tuple[str, ...]:
    """What was chosen and what was written, each once and in order; commas part them."""
    found = [skill(part) for text in texts for part in re.split(r"[,;\n]", text)]
    chosen = tuple(dict.fromkeys(one for one in found if one))
    if any(not fits(one) for one in chosen):
        raise Invalid(
            {"own": say("Tulis kata pendek, {a} sampai {b} huruf tiap keahlian.", a=FEWEST,
                        b=LONGEST)}
        )  # fmt: skip
    if len(chosen) > most:
        raise Invalid({"own": say("Paling banyak {n} keahlian.", n=most)})
    return chosen


def fits(one: str) -> bool:
    digits = sum(letter.isdigit() for letter in one)
    short = FEWEST <= len(one) <= LONGEST
    return short and digits <= FEWEST and WORD.fullmatch(one) is not None
