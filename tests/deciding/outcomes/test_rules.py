"""What a seal binds."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from uuid import UUID

import pytest

from ideas.deciding.outcomes.rules import Terms, sealed_record, sheets_digest
from ideas.history.rules import commitment

TERMS = Terms("188/1", date(2026, 11, 24), datetime(2026, 11, 25, tzinfo=UTC))


@dataclass(frozen=True)
class Sheet:
    assignment_id: UUID
    entry_id: UUID
    marks: dict[str, int]


@dataclass(frozen=True)
class Line:
    ref: str = "AAAA-AAAA"
    place: int = 1
    mean: Fraction = Fraction(92)
    score: Fraction = Fraction(92)
    se: float | None = None
    low: int | None = None
    high: int | None = None
    drawn: bool = False
    sheets: int = 1
    votes: int = 0
    award: str = "Satu"
    computed: int | None = None
    changed: str = ""


def test_the_seal_binds_every_mark_even_when_the_order_stays() -> None:
    one, two = UUID(int=1), UUID(int=2)
    before = [Sheet(one, one, {"a": 4, "b": 3}), Sheet(two, one, {"a": 3, "b": 4})]
    after = [Sheet(one, one, {"a": 3, "b": 4}), Sheet(two, one, {"a": 4, "b": 3})]
    assert sheets_digest(before) == sheets_digest(before[::-1])
    assert sheets_digest(before) != sheets_digest(after)


@pytest.mark.parametrize(
    "other",
    [
        sealed_record(TERMS, "rules", "sheets", [Line(place=2)]),
        sealed_record(TERMS, "rules", "sheets", [Line(award="")]),
        sealed_record(TERMS, "rules", "others", [Line()]),
        sealed_record(TERMS, "others", "sheets", [Line()]),
        sealed_record(
            Terms("188/2", TERMS.decree_date, TERMS.release_at), "rules", "sheets", [Line()]
        ),
    ],
)
def test_the_seal_breaks_when_anything_changes(other: dict[str, object]) -> None:
    salt = "ab" * 32
    record = sealed_record(TERMS, "rules", "sheets", [Line()])
    again = sealed_record(TERMS, "rules", "sheets", [Line()])
    assert commitment(salt, record) == commitment(salt, again)
    assert commitment(salt, record) != commitment(salt, other)
    assert commitment(salt, record) != commitment("cd" * 32, record)


def test_the_seal_binds_what_a_plenary_changed_and_why() -> None:
    terms = Terms("1", date(2026, 11, 24), datetime(2026, 11, 25, tzinfo=UTC))
    lines = (Line(), Line(computed=1), Line(computed=2), Line(computed=2, changed="Terbukti."))
    told = {str(sealed_record(terms, "", "", [line])) for line in lines}
    assert len(told) == len(lines)
