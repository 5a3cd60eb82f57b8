"""Ranking: exact, indifferent to order, ties named, prizes by place."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ideas.competitions.rules import Prize
from ideas.history.rules import commitment
from ideas.outcomes.rules import (
    Placing,
    Scored,
    Terms,
    Tie,
    cell,
    rank,
    sealed_record,
    sheets_digest,
)
from ideas.rubrics.rules import Criterion

CRITERIA = tuple(
    Criterion(key=key, title=key, weight=weight, anchors=("a", "b", "c", "d", "e"))
    for key, weight in (("dampak", 60), ("baru", 40))
)
PRIZES = (Prize(place=1, title="Satu"), Prize(place=2, title="Dua"), Prize(place=3, title="Tiga"))
TERMS = Terms("188/1", date(2026, 11, 24), datetime(2026, 11, 25, tzinfo=UTC))


def entry(number: int, *sheets: tuple[int, int]) -> Scored:
    return Scored(UUID(int=number), tuple({"dampak": d, "baru": b} for d, b in sheets))


def told(placings: list[Placing]) -> list[tuple[int, int, str, Tie]]:
    return [(p.entry.int, p.place, p.award, p.tie) for p in placings]


def test_the_score_is_the_exact_mean_of_the_sheets() -> None:
    (only,) = rank([entry(1, (5, 5), (4, 4), (3, 4))], CRITERIA, PRIZES)
    assert only.score == Fraction(100 + 80 + 68, 3)
    assert (only.sheets, only.place, only.award) == (3, 1, "Satu")


def test_best_first_and_prizes_by_place() -> None:
    ranked = rank([entry(1, (2, 2)), entry(2, (5, 4)), entry(3, (4, 4))], CRITERIA, PRIZES)
    assert told(ranked) == [
        (2, 1, "Satu", Tie.NONE), (3, 2, "Dua", Tie.NONE), (1, 3, "Tiga", Tie.NONE)
    ]  # fmt: skip


def test_the_heaviest_criterion_decides_between_equals() -> None:
    """60·5 + 40·1 = 60·3 + 40·4 = 340: the same score, another impact."""
    ranked = rank([entry(1, (3, 4)), entry(2, (5, 1))], CRITERIA, PRIZES)
    assert ranked[0].score == ranked[1].score
    assert told(ranked) == [(2, 1, "Satu", Tie.BROKEN), (1, 2, "Dua", Tie.BROKEN)]


def test_what_stays_equal_shares_the_place_and_the_next_place_is_skipped() -> None:
    ranked = rank([entry(1, (4, 4)), entry(2, (4, 4)), entry(3, (1, 1))], CRITERIA, PRIZES)
    assert told(ranked) == [
        (1, 1, "Satu", Tie.SHARED), (2, 1, "Satu", Tie.SHARED), (3, 3, "Tiga", Tie.NONE)
    ]  # fmt: skip


def test_votes_never_move_anybody() -> None:
    behind = Scored(UUID(int=1), ({"dampak": 1, "baru": 1},), votes=1000)
    assert [p.entry.int for p in rank([behind, entry(2, (2, 1))], CRITERIA, PRIZES)] == [2, 1]


marks = some.integers(1, 5)


@given(some.lists(some.tuples(marks, marks), min_size=1, max_size=12), some.randoms())
def test_the_order_of_entries_and_sheets_does_not_matter(
    sheets: list[tuple[int, int]], chance: random.Random
) -> None:
    entries = [entry(number, one, (3, 3)) for number, one in enumerate(sheets)]
    turned = [Scored(e.entry, e.sheets[::-1]) for e in chance.sample(entries, len(entries))]
    assert rank(turned, CRITERIA, PRIZES) == rank(entries, CRITERIA, PRIZES)


@dataclass(frozen=True)
class Sheet:
    assignment_id: UUID
    entry_id: UUID
    marks: dict[str, int]


@dataclass(frozen=True)
class Line:
    ref: str = "AAAA-AAAA"
    place: int = 1
    score: Fraction = Fraction(92)
    sheets: int = 1
    votes: int = 0
    award: str = "Satu"


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


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "|x"])
def test_a_cell_never_begins_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["SemPelMas", "Satu = dua", "", 12])
def test_a_plain_cell_stays_as_it_is(text: object) -> None:
    assert cell(text) == str(text)
