"""Who stays apart, as the organisers read it: judge by judge, and never more than fits."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.queries import Candidate, Found, Judge
from ideas.judging.conflicts.rules import SAID, ConflictKind, as_told

SHOWN = 6  # entries of one judge


@dataclass(frozen=True)
class Parted:
    """One entry that a judge does not get, and why; `said`: people decided so, and may undo it."""

    entry: str
    ref: str
    kind: ConflictKind
    note: str
    said: bool


@dataclass(frozen=True)
class Apart:
    """One judge and everything kept from them: how much of each kind, the first few by name."""

    judge: str
    ref: str
    kinds: tuple[tuple[ConflictKind, int], ...]
    lines: tuple[Parted, ...]

    @property
    def total(self) -> int:
        return sum(number for kind, number in self.kinds if kind is not ConflictKind.CLEARED)

    @property
    def more(self) -> int:
        return sum(number for _, number in self.kinds) - len(self.lines)


def told_by_judge(
    judges: Iterable[Judge], entries: Mapping[UUID, Candidate], found: Found
) -> tuple[Apart, ...]:
    """Whatever parts these judges from these entries, and what people said does not."""
    said = {pair: row.kind for pair, row in found.noted.items() if row.kind in SAID}
    of_judge: dict[UUID, list[Parted]] = {}
    for pair, kind in {**said, **found.kinds}.items():
        if pair[0] in entries:
            parted = _parted(entries[pair[0]], kind, found.noted.get(pair))
            of_judge.setdefault(pair[1], []).append(parted)
    return tuple(_apart(judge, of_judge[judge.id]) for judge in judges if judge.id in of_judge)


def _parted(entry: Candidate, kind: ConflictKind, row: Conflict | None) -> Parted:
    """What a judge says of the family stays with the judge."""
    plain = row is not None and row.kind is kind is not ConflictKind.FAMILY
    note = row.note if row and plain else ""
    return Parted(entry.title, entry.ref, as_told(kind), note, said=kind in SAID)


def _apart(judge: Judge, parted: list[Parted]) -> Apart:
    """What can be undone first, then what judges said, then by the names of entries."""
    rows = sorted(parted, key=lambda p: (not p.said, not p.note, p.entry, p.ref))
    numbers = Counter(row.kind for row in rows)
    kinds = tuple((kind, numbers[kind]) for kind in ConflictKind if numbers[kind])
    return Apart(judge.name, judge.ref, kinds, tuple(rows[: max(SHOWN, _said(rows))]))


def _said(rows: Iterable[Parted]) -> int:
    return sum(row.said for row in rows)
