"""Ranking without a database: exact means, named ties, prizes by place, and what a seal binds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Protocol
from uuid import UUID

from ideas.history.rules import digest
from ideas.reviews.rules import AnyCriterion, mean, weighted

# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


class Tie(StrEnum):
    """What happened between entries with the same score."""

    NONE = "none"
    BROKEN = "broken"
    SHARED = "shared"


class AnyPrize(Protocol):
    @property
    def place(self) -> int: ...
    @property
    def title(self) -> str: ...


class AnySheet(Protocol):
    @property
    def entry_id(self) -> UUID: ...
    @property
    def assignment_id(self) -> UUID: ...
    @property
    def marks(self) -> Mapping[str, int]: ...


class AnyLine(Protocol):
    @property
    def ref(self) -> str: ...
    @property
    def place(self) -> int: ...
    @property
    def score(self) -> Fraction: ...
    @property
    def sheets(self) -> int: ...
    @property
    def votes(self) -> int: ...
    @property
    def award(self) -> str: ...


@dataclass(frozen=True)
class Scored:
    """What the panel and the ballot gave one entry. Votes are advisory: they never rank."""

    entry: UUID
    sheets: tuple[Mapping[str, int], ...]
    votes: int = 0


@dataclass(frozen=True)
class Placing:
    entry: UUID
    place: int
    score: Fraction
    heaviest: Fraction
    sheets: int
    votes: int
    award: str = ""
    tie: Tie = Tie.NONE


@dataclass(frozen=True)
class Terms:
    """What the leader writes down while sealing."""

    decree_number: str
    decree_date: date
    release_at: datetime


def rank(
    entries: Iterable[Scored], criteria: Sequence[AnyCriterion], prizes: Iterable[AnyPrize]
) -> list[Placing]:
    """Best first. Same score: the higher mean on the heaviest criterion, else a shared place."""
    top = heaviest(criteria).key
    titles = {prize.place: prize.title for prize in prizes}
    marked = [
        (
            entry,
            mean(weighted(marks, criteria) for marks in entry.sheets),
            mean(Fraction(marks.get(top, 0)) for marks in entry.sheets),
        )
        for entry in entries
    ]
    marked.sort(key=lambda one: (-one[1], -one[2], str(one[0].entry)))
    keys = [(score, first) for _, score, first in marked]
    return [
        Placing(
            entry=entry.entry, place=(place := 1 + keys.index((score, first))), score=score,
            heaviest=first, sheets=len(entry.sheets), votes=entry.votes,
            award=titles.get(place, ""), tie=tie_of((score, first), keys),
        )
        for entry, score, first in marked
    ]  # fmt: skip


def heaviest(criteria: Sequence[AnyCriterion]) -> AnyCriterion:
    """The criterion that decides between equals: the greatest weight, the first of several."""
    return max(criteria, key=lambda criterion: criterion.weight)


def tie_of(key: tuple[Fraction, Fraction], keys: Sequence[tuple[Fraction, Fraction]]) -> Tie:
    if keys.count(key) > 1:
        return Tie.SHARED
    return Tie.BROKEN if [score for score, _ in keys].count(key[0]) > 1 else Tie.NONE


def sheets_digest(sheets: Iterable[AnySheet]) -> str:
    """Binds every mark on every sheet. The sheets' random ids, told nowhere, hide them."""
    lines = [[str(s.assignment_id), str(s.entry_id), sorted(s.marks.items())] for s in sheets]
    return digest({"sheets": sorted(lines)})


def sealed_record(
    terms: Terms, rules: str, sheets: str, lines: Iterable[AnyLine]
) -> dict[str, object]:
    """What the seal binds, and what is published beside it: each entry by its reference."""
    return {
        "decree": [terms.decree_number, terms.decree_date.isoformat()],
        "release_at": terms.release_at.astimezone(UTC).isoformat(),
        "rules": rules,
        "sheets": sheets,
        "ranking": sorted(
            [
                line.place, line.ref, f"{line.score.numerator}/{line.score.denominator}",
                line.sheets, line.votes, line.award,
            ]
            for line in lines
        ),
    }  # fmt: skip


def cell(value: object) -> str:
    """One cell of a table that a spreadsheet will read as text, whatever somebody wrote in it."""
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
