"""A sheet without a database: what it holds, what it lacks, its exact score."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Protocol

from ideas.judging.rubrics.rules import Criterion
from ideas.say import Sentence, say

REASON_WORDS = 5
REASON_LETTERS = 2000
ABSTAIN = "abstain"
# Who is away for longer than this was not reading.
PAUSE = timedelta(minutes=15)


class AnyCriterion(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def weight(self) -> int: ...
    @property
    def highest(self) -> int: ...


@dataclass(frozen=True)
class Written:
    """What a judge wrote for one criterion: a mark, or that they cannot give one."""

    value: int | None = None
    reason: str = ""
    abstained: bool = False

    @property
    def settled(self) -> bool:
        return self.abstained or self.value is not None

    @property
    def chosen(self) -> str:
        """What stands in the field."""
        return ABSTAIN if self.abstained else "" if self.value is None else str(self.value)


@dataclass(frozen=True)
class Draft:
    """A sheet as it was sent: what it holds, which revision it saw, by which form.

    `note` is for the panel, `note_team` for the team. `opened`: when the form was read, in seconds.
    """

    marks: Mapping[str, Written]
    note: str
    seen: int
    hand: str
    note_team: str = ""
    opened: int = 0


def read_marks(fields: Mapping[str, str], criteria: Sequence[Criterion]) -> dict[str, Written]:
    """A sheet's fields: 'dampak' holds the mark, 'dampak-reason' the reason."""
    return {
        criterion.key: Written(
            value=_level(fields.get(criterion.key, ""), criterion),
            reason=fields.get(f"{criterion.key}-reason", "").strip(),
            abstained=fields.get(criterion.key) == ABSTAIN,
        )
        for criterion in criteria
    }


def strange(fields: Mapping[str, str], criteria: Sequence[Criterion]) -> dict[str, Sentence]:
    """Fields that no sheet of these criteria has, or that hold what no sheet can."""
    reasons = {f"{criterion.key}-reason" for criterion in criteria}
    known = {criterion.key: criterion for criterion in criteria}
    unknown = say("Ada isian yang tidak dikenal formulir ini.")
    wrong = {name: unknown for name in fields if name not in reasons | set(known)}
    wrong |= {
        key: say("Pilih nilai {low} sampai {high}.", low=c.lowest, high=c.highest)
        for key, c in known.items()
        if not _possible(fields.get(key, ""), c)
    }
    wrong |= {
        name: say("Terlalu panjang. Paling banyak {max_length} huruf.", max_length=REASON_LETTERS)
        for name in reasons & set(fields)
        if len(fields[name]) > REASON_LETTERS
    }
    return {f"mark-{name}": sentence for name, sentence in wrong.items()}


def _possible(text: str, criterion: Criterion) -> bool:
    abstains = criterion.abstain and text == ABSTAIN
    return not text or abstains or _level(text, criterion) is not None


def _level(text: str, criterion: Criterion) -> int | None:
    return next((mark for mark in criterion.scale if text == str(mark)), None)


def missing(written: Mapping[str, Written], criteria: Sequence[Criterion]) -> dict[str, Sentence]:
    """What a sheet still needs before it can be locked, by the name of its field."""
    errors: dict[str, Sentence] = {}
    for criterion in criteria:
        errors |= _lacks(written.get(criterion.key, Written()), criterion)
    marked = [c for c in ranking(criteria) if written.get(c.key, Written()).value is not None]
    if not errors and not marked:
        errors[f"mark-{criteria[0].key}"] = say(
            "Nilai paling sedikit satu kriteria. Bila tidak dapat, mundurlah dari usulan ini."
        )
    return errors


def _lacks(mark: Written, criterion: Criterion) -> dict[str, Sentence]:
    name, enough = f"mark-{criterion.key}", len(mark.reason.split()) >= REASON_WORDS
    if not mark.settled:
        why = say(
            "Pilih nilai {low} sampai {high} untuk {criterion}.",
            low=criterion.lowest, high=criterion.highest, criterion=criterion.title,
        )  # fmt: skip
        return {} if criterion.independent else {name: why}
    if mark.value is not None and (enough or not criterion.asks_reason(mark.value)):
        return {}
    told = {"criterion": criterion.title, "words": REASON_WORDS}
    if mark.value is None:
        why = say("Tulis mengapa {criterion} tidak dapat dinilai, paling sedikit {words} kata.")
    else:
        told["mark"] = mark.value
        why = say("Nilai {mark} untuk {criterion} perlu alasan, paling sedikit {words} kata.")
    return {} if enough else {f"{name}-reason": Sentence(why.text, told)}


def reasoned(criterion: Criterion) -> str:
    """The marks that ask for a reason, as short as they can be told: 1, 5."""
    asked = [mark for mark in criterion.scale if criterion.asks_reason(mark)]
    runs = [
        (first, next(m for m in asked if m >= first and m + 1 not in asked))
        for first in asked
        if first - 1 not in asked
    ]
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def ranking(criteria: Iterable[Criterion]) -> list[Criterion]:
    """Those that count; the independent ones inform only."""
    return [criterion for criterion in criteria if not criterion.independent]


def weighted(marks: Mapping[str, int], criteria: Sequence[AnyCriterion]) -> Fraction:
    """The exact score of one sheet, 0 to 100, over the criteria that were marked."""
    given = [c for c in criteria if c.key in marks and c.weight]
    earned = sum((Fraction(marks[c.key] * c.weight, c.highest) for c in given), start=Fraction(0))
    return earned * 100 / sum(c.weight for c in given) if given else earned


def mean(scores: Iterable[Fraction]) -> Fraction:
    """The exact mean of the scores of an entry's sheets; nothing scored is 0."""
    found = list(scores)
    return sum(found, start=Fraction(0)) / len(found) if found else Fraction(0)


def spent(saved_at: datetime | None, opened: int, now: datetime) -> int:
    """Seconds at work since the last save, or since the sheet was opened; a pause counts little."""
    begun = max(saved_at.timestamp() if saved_at else 0, opened)
    return int(min(max(now.timestamp() - begun, 0), PAUSE.total_seconds())) if begun else 0
