"""What a visit found, without a database: words of several phones, and when they are complete."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ideas.say import Sentence, say
from ideas.writing.forms.rules import Section, SectionKind

MOST_CLAIMS = 30
PHOTOS = Section(
    key="photos", title="Foto", kind=SectionKind.FILES, types=("jpg", "png", "webp"), most=6,
    megabytes=15,
)  # fmt: skip


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
