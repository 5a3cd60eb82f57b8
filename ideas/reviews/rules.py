"""A sheet without a database: what it holds, what it lacks, its exact score."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from ideas.say import Sentence, say

LOWEST, HIGHEST = 1, 5
REASON_WORDS = 5
REASON_LETTERS = 2000


class AnyCriterion(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def weight(self) -> int: ...


class Titled(AnyCriterion, Protocol):
    @property
    def title(self) -> str: ...


@dataclass(frozen=True)
class Written:
    """What a judge wrote for one criterion."""

    value: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Draft:
    """A sheet as it was sent: what it holds, which revision it saw, by which form."""

    marks: Mapping[str, Written]
    note: str
    seen: int
    hand: str


def read_marks(fields: Mapping[str, str], criteria: Sequence[AnyCriterion]) -> dict[str, Written]:
    """A sheet's fields: 'dampak' holds the mark, 'dampak-reason' the reason."""
    return {
        criterion.key: Written(
            value=_level(fields.get(criterion.key, "")),
            reason=fields.get(f"{criterion.key}-reason", "").strip(),
        )
        for criterion in criteria
    }


def strange(fields: Mapping[str, str], criteria: Sequence[AnyCriterion]) -> dict[str, Sentence]:
    """Fields that no sheet of these criteria has, or that hold what no sheet can."""
    reasons = {f"{criterion.key}-reason" for criterion in criteria}
    keys = {criterion.key for criterion in criteria}
    unknown = say("Ada isian yang tidak dikenal formulir ini.")
    wrong = {name: unknown for name in fields if name not in reasons | keys}
    wrong |= {k: unknown for k in keys & set(fields) if fields[k] and _level(fields[k]) is None}
    wrong |= {
        name: say("Terlalu panjang. Paling banyak {max_length} huruf.", max_length=REASON_LETTERS)
        for name in reasons & set(fields)
        if len(fields[name]) > REASON_LETTERS
    }
    return {f"mark-{name}": sentence for name, sentence in wrong.items()}


def _level(text: str) -> int | None:
    return int(text) if text in {str(level) for level in range(LOWEST, HIGHEST + 1)} else None


def missing(written: Mapping[str, Written], criteria: Sequence[Titled]) -> dict[str, Sentence]:
    """What a sheet still needs before it can be locked, by the name of its field."""
    errors: dict[str, Sentence] = {}
    for criterion in criteria:
        mark = written.get(criterion.key, Written())
        if mark.value is None:
            errors[f"mark-{criterion.key}"] = say(
                "Pilih nilai 1 sampai 5 untuk {criterion}.", criterion=criterion.title
            )
        elif mark.value in (LOWEST, HIGHEST) and len(mark.reason.split()) < REASON_WORDS:
            errors[f"mark-{criterion.key}-reason"] = say(
                "Nilai 1 dan 5 untuk {criterion} perlu alasan, paling sedikit {words} kata.",
                criterion=criterion.title,
                words=REASON_WORDS,
            )
    return errors


def weighted(marks: Mapping[str, int], criteria: Sequence[AnyCriterion]) -> Fraction:
    """The exact score of one sheet, 0 to 100: level 5 earns the whole weight, no mark nothing."""
    return sum(
        (Fraction(marks.get(c.key, 0) * c.weight, HIGHEST) for c in criteria), start=Fraction(0)
    )


def mean(scores: Iterable[Fraction]) -> Fraction:
    """The exact mean of the scores of an entry's sheets; nothing scored is 0."""
    found = list(scores)
    return sum(found, start=Fraction(0)) / len(found) if found else Fraction(0)
