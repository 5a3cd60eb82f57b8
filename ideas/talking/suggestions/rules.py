"""Suggestions without a database: finding a passage again, and putting another in its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from ideas.say import Sentence, say
from ideas.writing.proposals.rules import Writing

LONGEST_PASSAGE = 4000
LONGEST_WHY = 500
MOST_AN_HOUR = 20
AN_HOUR = timedelta(hours=1)
ANSWER = "answer-"
# Between two words: white space, and the marks of Markdown that a reader does not see.
BETWEEN = r"[\s*_>#-]+"


class SuggestionState(StrEnum):
    OPEN = "open"
    TAKEN_UP = "taken_up"
    TURNED_DOWN = "turned_down"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Proposed:
    """A suggestion as it was typed."""

    part: str
    passage: str
    wording: str
    why: str = ""

    def wrong(self) -> dict[str, Sentence]:
        """What cannot be taken, by field."""
        long = say("Terlalu panjang. Paling banyak {n} huruf.", n=LONGEST_PASSAGE)
        errors = {
            name: long
            for name, text in (("passage", self.passage), ("wording", self.wording))
            if len(text) > LONGEST_PASSAGE
        }
        if not self.passage.strip():
            errors["passage"] = say("Salin kalimat yang ingin Anda ubah.")
        if self.passage.split() == self.wording.split():
            errors["wording"] = say("Belum ada yang berubah dari kalimat semula.")
        if len(self.why) > LONGEST_WHY:
            errors["why"] = say("Terlalu panjang. Paling banyak {n} huruf.", n=LONGEST_WHY)
        return errors


def place_of(text: str, passage: str) -> tuple[int, str] | None:
    """Where a passage stands, as it is written there; it may be quoted without its marks."""
    if (start := text.find(passage.strip())) >= 0:
        return start, passage.strip()
    words = re.findall(r"[^\s*_>#]+", passage)
    found = re.search(BETWEEN.join(map(re.escape, words)), text) if words else None
    return (found.start(), found[0]) if found else None


def applied(text: str, passage: str, wording: str, start: int) -> str | None:
    """The text with the passage replaced where it stands nearest to where it stood; None: gone."""
    places = [match.start() for match in re.finditer(re.escape(passage), text)] if passage else []
    if not places:
        return None
    at = min(places, key=lambda place: abs(place - start))
    return text[:at] + wording + text[at + len(passage) :]


def rewritten(writing: Writing, part: str, text: str) -> Writing:
    """The same writing with another text in one part."""
    if part.startswith(ANSWER):
        answers: Mapping[str, str] = {**writing.answers, part.removeprefix(ANSWER): text}
        return replace(writing, answers=answers)
    return replace(writing, title=text) if part == "title" else replace(writing, summary=text)
