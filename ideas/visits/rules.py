"""Visits without a database: who must go, what can be found, when a report may be signed."""

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from ideas.forms.rules import Section, SectionKind
from ideas.say import Sentence, say

MOST_CLAIMS = 30
LEAST_WORDS = 5  # of a reason why nobody went
POLE, DATE_LINE = 90, 180
PLACE = re.compile(r"(-?\d{1,2}(?:\.\d{1,6})?), ?(-?\d{1,3}(?:\.\d{1,6})?)")
PHOTOS = Section(
    key="photos", title="Foto", kind=SectionKind.FILES, types=("jpg", "png", "webp"), most=6,
    megabytes=15,
)  # fmt: skip


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


class Found(StrEnum):
    """What the field says to a claim."""

    FOUND = "found"
    PARTLY = "partly"
    MISSING = "missing"
    UNCHECKED = "unchecked"


class Meeting(StrEnum):
    """What becomes of words that arrive, beside those that are there."""

    SAME = "same"
    WRITE = "write"
    CLASH = "clash"


@dataclass(frozen=True)
class Finding:
    """What one claim was found to be, what was seen, and where."""

    found: Found | None = None
    note: str = ""
    spot: str = ""

    @property
    def sign(self) -> str:
        """Short, and another for other words: what a form says that it began with."""
        told = "\x1f".join((self.found or "", self.note, self.spot))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def meeting(mine: Finding, base: str, there: Finding, *, ours: bool) -> Meeting:
    """Several people write at once: what this form did not touch takes nobody's words away.

    `base`: the sign of what the form began with; `ours`: it wrote last itself.
    """
    if mine == there or mine.sign == base:
        return Meeting.SAME
    return Meeting.WRITE if ours or base == there.sign else Meeting.CLASH


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


def report_lacks(findings: Iterable[Finding], conclusion: str) -> dict[int, Sentence]:
    """By the place of each claim, from 1, what is lacking; 0 is the report as a whole."""
    there = list(findings)
    lacks: dict[int, Sentence] = {}
    if not there:
        lacks[0] = say("Belum ada pernyataan yang diperiksa.")
    elif not conclusion:
        lacks[0] = say("Tulis kesimpulan kunjungan.")
    for place, one in enumerate(there, 1):
        if one.found is None:
            lacks[place] = say("Pernyataan {n} belum dijawab.", n=place)
        elif one.found is not Found.FOUND and not one.note:
            lacks[place] = say("Pernyataan {n}: tulis apa yang Anda lihat.", n=place)
    return lacks


def too_few_words(reason: str) -> Sentence | None:
    if len(reason.split()) >= LEAST_WORDS:
        return None
    return say("Tulis alasannya, paling sedikit {n} kata.", n=LEAST_WORDS)
