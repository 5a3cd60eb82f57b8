"""From marks to places: exact, indifferent to order, ties named, lots that anyone draws again."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from ideas.deciding.rankings.rules import Line, SheetMarks, Table, Tie, going_on, placed, quota_of
from ideas.deciding.rankings.tables import neutral, rows_of, table_of, weighed
from ideas.judging.rubrics.rules import Correction, Criterion, Judging, TieRule
from ideas.judging.scoring.calibration import Method, Why
from ideas.judging.scoring.ranking import lot
from tests.cases import cases

CRITERIA = tuple(
    Criterion(key=key, title=key, weight=weight, anchors=("a", "b", "c", "d", "e"))
    for key, weight in (("dampak", 60), ("baru", 40))
)
PLAIN = Judging()
AUTO = Judging(correction=Correction.AUTO, tie=TieRule.LOT)
SEED = "ab" * 32


@dataclass(frozen=True)
class Named:
    id: UUID
    ref: str
    title: str = "-"
    category: str = "layanan"


def named(number: int) -> Named:
    return Named(UUID(int=number), f"E{number:03}")


def sheet(entry: int, judge: int, dampak: int, baru: int, place: int = 1) -> SheetMarks:
    return SheetMarks(
        UUID(int=entry), UUID(int=1000 * judge + entry), {"dampak": dampak, "baru": baru},
        locked=True, judge_id=UUID(int=judge), ref=f"E{entry:03}", category="layanan", place=place,
    )  # fmt: skip


def table(sheets: Sequence[SheetMarks], judging: Judging = PLAIN, seed: str = "") -> Table:
    entries = [named(number) for number in sorted({s.entry_id.int for s in sheets})]
    return table_of(entries, rows_of(sheets, CRITERIA), judging, CRITERIA, seed)


def told(sheets: Sequence[SheetMarks], seed: str = "") -> list[tuple[int, int, Tie]]:
    return [(ln.entry_id.int, ln.place, ln.tie) for ln in table(sheets, PLAIN, seed).lines]


def panel(chance: random.Random, entries: int = 30, judges: int = 6) -> list[SheetMarks]:
    """Some judges are strict, some mild; each entry is read by three of them."""
    strict = [chance.choice((-1, 0, 1)) for _ in range(judges)]
    found = []
    for entry in range(entries):
        worth = chance.uniform(2, 4)
        for turn, judge in enumerate(chance.sample(range(judges), 3)):
            dampak, baru = (
                min(5, max(1, round(worth + strict[judge] + chance.gauss(0, 0.5))))
                for _ in CRITERIA
            )
            found.append(sheet(entry, judge, dampak, baru, place=turn))
    return found


def test_a_plain_score_is_the_exact_mean_of_the_sheets() -> None:
    (only,) = table([sheet(1, 1, 5, 5), sheet(1, 2, 4, 4), sheet(1, 3, 3, 4)]).lines
    assert only.score == only.mean == Fraction(100 + 80 + 68, 3)
    assert (only.sheets, only.place, only.se, only.low) == (3, 1, None, None)


def test_the_heaviest_criterion_decides_between_equals() -> None:
    """60·5 + 40·1 = 60·3 + 40·4 = 340: the same score, another impact."""
    assert told([sheet(1, 1, 3, 4), sheet(2, 1, 5, 1)]) == [(2, 1, Tie.BROKEN), (1, 2, Tie.BROKEN)]


def test_what_stays_equal_shares_the_place_and_the_next_place_is_skipped() -> None:
    sheets = [sheet(1, 1, 4, 4), sheet(2, 1, 4, 4), sheet(3, 1, 1, 1)]
    assert told(sheets) == [(1, 1, Tie.SHARED), (2, 1, Tie.SHARED), (3, 3, Tie.NONE)]


def test_a_lot_tells_equals_apart_as_anyone_can_draw_it_again() -> None:
    sheets = [sheet(number, 1, 4, 4) for number in range(1, 7)] + [sheet(7, 1, 1, 1)]
    found = told(sheets, SEED)
    assert [number for number, _, _ in found[:6]] == sorted(
        range(1, 7), key=lambda number: lot(SEED, f"E{number:03}")
    )
    assert [place for _, place, _ in found] == [*range(1, 8)]
    assert {tie for _, _, tie in found[:6]} == {Tie.DRAWN}
    assert found[6] == (7, 7, Tie.NONE)
    assert told(sheets, "cd" * 32) != found


@cases(25)
@given(some.integers(0, 2**32))
def test_the_same_marks_give_the_same_table_in_any_order_and_whoever_judged(seed: int) -> None:
    chance = random.Random(seed)
    sheets = panel(chance)
    others = {judge: UUID(int=chance.getrandbits(100)) for judge in neutral(sheets)}
    turned = [
        replace(s, judge_id=others[s.judge_id], assignment_id=UUID(int=chance.getrandbits(100)))
        for s in chance.sample(sheets, len(sheets))
    ]
    assert table(turned, AUTO, SEED) == table(sheets, AUTO, SEED)


def test_a_strict_judge_costs_no_place() -> None:
    """Entry 3 alone met the strict judge, who gave everybody a level less than the others."""
    sheets = []
    for entry in range(12):
        judges = [(entry + turn) % 5 for turn in range(3)]
        worth = 3 + (entry % 3 == 0) - (entry % 3 == 2)
        sheets += [sheet(entry, j, worth - (j == 0), worth - (j == 0)) for j in judges]
    found = table(sheets, AUTO, SEED)
    assert (found.method, found.why) == (Method.ADDITIVE, Why.JUDGES_DIFFER)
    assert [line.entry_id.int % 3 for line in found.lines] == [0] * 4 + [1] * 4 + [2] * 4
    assert all((ln.low or 99) <= ln.place <= (ln.high or 0) for ln in found.lines)
    raw = table(sheets, Judging(tie=TieRule.LOT), SEED)
    assert [ln.entry_id.int for ln in raw.lines] != [ln.entry_id.int for ln in found.lines]


def test_without_shared_entries_nothing_is_corrected_and_it_says_so() -> None:
    sheets = [sheet(n, n % 2, 2 + n % 3, 3) for n in range(8)]
    sheets += [sheet(n, 2 + n % 2, 2 + n % 3, 4) for n in range(8)]
    for correction in (Correction.AUTO, Correction.ADDITIVE):
        found = table(sheets, Judging(correction=correction))
        assert (found.method, found.why) == (Method.NONE, Why.DISCONNECTED)
        assert not found.connected


def line(number: int, score: int, heaviest: int = 0, category: str = "a") -> Line:
    return Line(
        UUID(int=number), f"E{number:03}", "-", category, Fraction(score), Fraction(score),
        Fraction(heaviest), 3,
    )  # fmt: skip


def test_the_best_go_on_and_who_equals_the_last_of_them_too() -> None:
    lines = [line(1, 90), line(2, 80), line(3, 80), line(4, 80, -1), line(5, 10, category="b")]
    assert {one.int for one in going_on(lines, "top:2")} == {1, 2, 3}
    assert {one.int for one in going_on(lines, "top:1:category")} == {1, 5}
    assert {one.int for one in going_on(lines, "everyone")} == {1, 2, 3, 4, 5}
    assert (quota_of("top:12"), quota_of("top:3:category")) == ((12, False), (3, True))


def test_the_presentation_weighs_what_the_rules_say() -> None:
    lines = [replace(line(1, 80), se=3.0), replace(line(2, 70), se=3.0), line(3, 99)]
    talks = [replace(line(1, 40), se=4.0), replace(line(2, 90), se=4.0)]
    found = placed(weighed(lines, talks, 25))
    assert [(ln.ref, ln.score) for ln in found] == [("E002", Fraction(75)), ("E001", Fraction(70))]
    assert {ln.se for ln in found} == {2.462214}  # √((¾·3)² + (¼·4)²)
    assert [(ln.low, ln.high) for ln in found] == [(1, 2), (1, 2)]
