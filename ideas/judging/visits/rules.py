"""Visits without a database: who must go, and where."""

import re
from collections.abc import Collection
from enum import StrEnum

from ideas.say import Sentence, say

LEAST_WORDS = 5  # of a reason why nobody went
POLE, DATE_LINE = 90, 180
PLACE = re.compile(r"(-?\d{1,2}(?:\.\d{1,6})?), ?(-?\d{1,3}(?:\.\d{1,6})?)")


class VisitPart(StrEnum):
    """Panelists judge here and know the entry; evaluators know how to look."""

    PANELIST = "panelist"
    EVALUATOR = "evaluator"


class VisitState(StrEnum):
    UNPLANNED = "unplanned"
    PLANNED = "planned"
    TOLD = "told"
    SIGNED = "signed"
    SKIPPED = "skipped"


def team_lacks(parts: Collection[VisitPart]) -> Sentence | None:
    """Nobody goes alone, and nobody goes without one who judges."""
    if VisitPart.PANELIST not in parts:
        return say("Tim kunjungan memerlukan paling sedikit satu panelis.")
    if VisitPart.EVALUATOR not in parts:
        return say("Tim kunjungan memerlukan paling sedikit satu evaluator.")
    return None


def sound_place(text: str) -> Sentence | None:
    """Latitude and longitude, as a map tells them."""
    if not text:
        return None
    found = PLACE.fullmatch(text)
    if found and abs(float(found[1])) <= POLE and abs(float(found[2])) <= DATE_LINE:
        return None
    return say("Tulis lintang dan bujur, misalnya -7.2575, 112.7521.")


def too_few_words(reason: str) -> Sentence | None:
    if len(reason.split()) >= LEAST_WORDS:
        return None
    return say("Tulis alasannya, paling sedikit {n} kata.", n=LEAST_WORDS)
