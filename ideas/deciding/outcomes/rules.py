"""A result without a database: what a seal binds."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Protocol
from uuid import UUID

from ideas.history.rules import digest


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
    def mean(self) -> Fraction: ...
    @property
    def score(self) -> Fraction: ...
    @property
    def se(self) -> float | None: ...
    @property
    def low(self) -> int | None: ...
    @property
    def high(self) -> int | None: ...
    @property
    def drawn(self) -> bool: ...
    @property
    def sheets(self) -> int: ...
    @property
    def votes(self) -> int: ...
    @property
    def award(self) -> str: ...
    @property
    def computed(self) -> int | None: ...
    @property
    def changed(self) -> str: ...


@dataclass(frozen=True)
class Terms:
    """What the leader writes down while sealing."""

    decree_number: str
    decree_date: date
    release_at: datetime


@dataclass(frozen=True)
class Workings:
    """How scores were worked out, where the rules ask for more than plain means.

    `seed`: of the lot between equals, whose hash was public before scores closed.
    """

    method: str = ""
    why: str = ""
    seed: str = ""


PLAINLY = Workings()


def sheets_digest(sheets: Iterable[AnySheet]) -> str:
    """Binds every mark on every sheet. The sheets' random ids, told nowhere, hide them."""
    lines = [[str(s.assignment_id), str(s.entry_id), sorted(s.marks.items())] for s in sheets]
    return digest({"sheets": sorted(lines)})


def sealed_record(
    terms: Terms, rules: str, sheets: str, lines: Iterable[AnyLine], workings: Workings = PLAINLY
) -> dict[str, object]:
    """What the seal binds, and what is published beside it: each entry by its reference."""
    bound = {
        "decree": [terms.decree_number, terms.decree_date.isoformat()],
        "release_at": terms.release_at.astimezone(UTC).isoformat(),
        "rules": rules,
        "sheets": sheets,
        "ranking": sorted(
            [
                *_bound(line),
                *(_bound_more(line) if workings.method else ()),
                *(() if line.computed is None else (line.computed, line.changed)),
            ]
            for line in lines
        ),
    }
    return bound | (asdict(workings) if workings.method else {})


def _bound(line: AnyLine) -> list[int | str]:
    return [line.place, line.ref, told(line.score), line.sheets, line.votes, line.award]


def _bound_more(line: AnyLine) -> list[int | str | bool]:
    """The raw mean, the standard error, the rank interval, and whether a lot decided."""
    error = "" if line.se is None else f"{line.se:.6f}"
    return [told(line.mean), error, line.low or 0, line.high or 0, line.drawn]


def told(score: Fraction) -> str:
    return f"{score.numerator}/{score.denominator}"
