import random
from dataclasses import replace
from fractions import Fraction
from statistics import fmean

import pytest

from ideas.judging.scoring.calibration import Method, calibrated
from ideas.judging.scoring.judges import Behind, Report, reported
from ideas.judging.scoring.rules import Marked

JUDGES, ENTRIES = 12, 120


def panel(seed: int, favour: dict[tuple[str, str], float] | None = None) -> list[Marked]:
    """Honest marks of noise sd 5, and what is added on top of them for certain sheets."""
    chance = random.Random(seed)
    rows = []
    for entry in range(ENTRIES):
        quality = chance.gauss(60, 8)
        for position, judge in enumerate(chance.sample(range(JUDGES), 3)):
            pair = f"K{entry:03}", f"J{judge:02}"
            mark = quality - judge + chance.gauss(0, 5) + (favour or {}).get(pair, 0)
            weighed = Fraction(1), Fraction(round(mark))
            rows.append(Marked(*pair, "all", *weighed, "", entry + position + 1))
    return rows


def behind(rows: list[Marked], each: int = 8) -> Behind:
    """So many entries stand behind each judge; nobody marks one's own."""
    chance, own = random.Random(5), {(row.judge, row.entry) for row in rows}
    entries, judges = sorted({r.entry for r in rows}), sorted({r.judge for r in rows})
    free = {j: [entry for entry in entries if (j, entry) not in own] for j in judges}
    return {judge: set(chance.sample(free[judge], each)) for judge in judges}


def test_each_judges_severity_and_steadiness_are_told() -> None:
    found = {one.judge: one for one in reported(panel(1)).judges}
    assert found["J11"].severity > found["J06"].severity > found["J00"].severity
    assert fmean(one.consistency for one in found.values()) == pytest.approx(5, abs=0.5)
    assert sum(one.n for one in found.values()) == 3 * ENTRIES


@pytest.mark.parametrize("method", list(Method))
def test_a_severity_is_the_number_that_corrects_scores(method: Method) -> None:
    """Every third entry is of a track that lies 25 points higher; J00 reads little else."""
    strong = {f"K{entry:03}" for entry in range(0, ENTRIES, 3)}
    rows = [
        replace(row, track="B", mark=row.mark + 25)
        if row.entry in strong
        else replace(row, track="A")
        for row in panel(1)
        if row.judge != "J00" or row.entry in strong
    ]
    told = {one.judge: one.severity for one in calibrated(rows, method).judges}
    assert {one.judge: one.severity for one in reported(rows, asked=method).judges} == told


def test_an_unsteady_judge_stands_out_by_consistency() -> None:
    chance = random.Random(9)
    wild = {(f"K{entry:03}", "J03"): chance.gauss(0, 15) for entry in range(ENTRIES)}
    found = {one.judge: one.consistency for one in reported(panel(1, wild)).judges}
    assert max(found, key=lambda judge: found[judge]) == "J03"
    assert found["J03"] > 9


def test_a_judge_who_tires_drifts_and_the_others_do_not() -> None:
    tired = {(f"K{entry:03}", "J03"): -0.2 * entry for entry in range(ENTRIES)}
    found = {one.judge: one for one in reported(panel(1, tired)).judges}
    assert found["J03"].drift == pytest.approx(-0.2, abs=0.06)
    assert (found["J03"].drift_chance or 1) < 1e-4
    assert sum((one.drift_chance or 1) < 0.01 for one in found.values()) == 1


def test_without_positions_no_drift_is_told() -> None:
    rows = [Marked(r.entry, r.judge, r.criterion, r.weight, r.mark) for r in panel(1)]
    assert {one.drift for one in reported(rows).judges} == {None}


def test_a_sheet_far_off_is_flagged_and_no_other() -> None:
    rows = panel(1)
    one = rows[100]
    found = reported(panel(1, {(one.entry, one.judge): -40}))
    assert [(out.entry, out.judge) for out in found.outliers] == [(one.entry, one.judge)]
    assert found.outliers[0].off == pytest.approx(-40, abs=15)


def ringed(seed: int) -> tuple[set[tuple[str, str]], Report]:
    """Two pairs who judged at least three entries behind one another add 15 points to each."""
    rows = panel(seed)
    own, sides = {(r.entry, r.judge) for r in rows}, behind(rows)
    judged = {
        (a, b): [(entry, a) for entry in sides[b] if (entry, a) in own]
        for a in sides for b in sides if a != b
    }  # fmt: skip
    pairs = [p for p in judged if p[0] < p[1] and min(len(judged[p]), len(judged[p[::-1]])) > 2]
    rings = {pairs[0], pairs[-1]} if pairs else set()
    favour = {sheet: 15.0 for a, b in rings for sheet in judged[a, b] + judged[b, a]}
    return rings, reported(panel(seed, favour), sides)


def test_planted_rings_are_found_and_hardly_anybody_else() -> None:
    planted = found = wrong = innocent = 0
    for seed in range(25):
        rings, report = ringed(seed)
        told = {ring.judges for ring in report.rings}
        planted, found = planted + len(rings), found + len(rings & told)
        wrong, innocent = wrong + len(told - rings), innocent + JUDGES * (JUDGES - 1) // 2
    assert planted > 20
    assert found / planted >= 0.9
    assert wrong / innocent <= 0.05


def test_honest_panels_seldom_see_a_flag() -> None:
    """At 5 %: of thirty, one or two; more than five would come once in three hundred tests."""
    rows = [panel(seed) for seed in range(100, 130)]
    reports = [reported(one, behind(one)) for one in rows]
    assert sum(bool(report.rings) for report in reports) < 6
    assert sum(bool(report.outliers) for report in reports) < 6


def test_a_favour_that_is_not_returned_is_no_ring() -> None:
    rows = panel(1)
    sides = behind(rows, each=30)
    favour = {(entry, "J00"): 15.0 for entry in sides["J01"]}
    flagged = {ring.judges for ring in reported(panel(1, favour), sides).rings}
    assert ("J00", "J01") not in flagged


def test_where_nothing_can_be_compared_nothing_is_told() -> None:
    alone = [Marked("K1", "A", "all", Fraction(1), Fraction(7))]
    assert reported(alone) == Report((), (), (), 0.05)
