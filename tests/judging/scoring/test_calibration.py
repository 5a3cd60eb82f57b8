import random
from collections.abc import Iterable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas.judging.scoring.calibration import Calibration, Method, Uncorrectable, Why, calibrated
from ideas.judging.scoring.field import Field
from ideas.judging.scoring.fitting import fitted
from ideas.judging.scoring.mixed import Panel, Shares
from ideas.judging.scoring.rules import Marked, deviating, parts, sheets_of
from tests.cases import cases


def marked(entry: str, judge: str, mark: float | Fraction, track: str = "") -> Marked:
    return Marked(entry, judge, "all", Fraction(1), Fraction(mark), track)


def panel(entries: int, severity: float, seed: int = 1) -> list[Marked]:
    """Three of eight judges each; every entry half a point better than the one before."""
    chance = random.Random(seed)
    return [
        marked(f"K{entry:03}", f"J{judge}", Fraction(round(100 * mark), 100))
        for entry in range(entries)
        for judge in chance.sample(range(8), 3)
        for mark in [50 + 0.5 * entry - severity * judge + chance.gauss(0, 2)]
    ]


def test_a_sheet_is_the_weighted_mean_of_what_was_marked() -> None:
    rows = [
        Marked("K1", "A", "idea", Fraction(2), Fraction(80)),
        Marked("K1", "A", "use", Fraction(1), Fraction(71)),
        Marked("K1", "A", "style", Fraction(0), Fraction(3)),
        Marked("K1", "B", "idea", Fraction(2), Fraction(60)),  # abstains elsewhere
        Marked("K2", "B", "style", Fraction(0), Fraction(3)),  # and ranks nothing here
    ]
    assert [(s.entry, s.judge, int(s.score)) for s in sheets_of(rows)] == [
        ("K1", "A", 77), ("K1", "B", 60)
    ]  # fmt: skip
    assert [one.mean for one in calibrated(rows).entries] == [68.5]


def test_sheets_further_apart_than_the_rule_call_one_more_judge() -> None:
    sheets = sheets_of([marked("K1", "A", 80), marked("K1", "B", 60), marked("K2", "A", 90),
                        marked("K2", "B", 69), marked("K3", "A", 10)])  # fmt: skip
    assert deviating(sheets, Fraction(20)) == ("K2",)


def test_severity_is_found_and_taken_out() -> None:
    found = calibrated(panel(60, severity=3))
    assert (found.method, found.why) == (Method.ADDITIVE, Why.JUDGES_DIFFER)
    severities = {one.judge: one.severity for one in found.judges}
    for judge in range(8):
        assert severities[f"J{judge}"] == pytest.approx(3 * (judge - 3.5), abs=1.5)
    assert sum(severities.values()) == pytest.approx(0, abs=1e-5)
    true = {f"K{entry:03}": 50 + 0.5 * entry - 3 * 3.5 for entry in range(60)}
    off = [abs(one.score - true[one.entry]) for one in found.entries]
    raw = [abs(one.mean - true[one.entry]) for one in found.entries]
    assert np.mean(off) < 0.6 * np.mean(raw)


def test_where_judges_are_alike_the_raw_mean_stays() -> None:
    found = calibrated(panel(60, severity=0))
    assert (found.method, found.why) == (Method.NONE, Why.JUDGES_ALIKE)
    assert all(one.score == one.mean for one in found.entries)
    order = [one.mean for one in found.entries]
    assert order == sorted(order, reverse=True)


def test_track_effects_are_kept_apart_only_where_tracks_differ() -> None:
    def tracked(gap: int) -> list[Marked]:
        return [
            marked(row.entry, row.judge, row.mark + gap * (int(row.entry[1:]) % 2),
                   track="AB"[int(row.entry[1:]) % 2])
            for row in panel(60, severity=3)
        ]  # fmt: skip

    assert calibrated(tracked(0)).method is Method.ADDITIVE
    found = calibrated(tracked(40))
    assert (found.method, found.why) == (Method.TRACK, Why.TRACKS_DIFFER)


def split() -> list[Marked]:
    """Two panels that share no entry; the second stands 30 points higher."""
    high = [marked(f"H{r.entry}", f"H{r.judge}", r.mark + 30) for r in panel(12, 3, seed=2)]
    return panel(12, severity=3) + high


def test_panels_that_share_nothing_are_not_corrected() -> None:
    found = calibrated(split())
    assert (found.method, found.why, found.connected) == (Method.NONE, Why.DISCONNECTED, False)
    assert len(set(parts(sheets_of(split())).values())) == 2
    bridge = [*split(), marked("K000", "HJ0", 60)]
    assert calibrated(bridge).connected


def test_unlinked_panels_doubt_what_only_panels_could_know() -> None:
    """The best of the low panel may be as good as the best of the high one; linked it may not."""

    def best_of_the_low(rows: list[Marked]) -> int:
        return min(one.rank_low for one in calibrated(rows, Method.NONE).entries
                   if one.entry.startswith("K"))  # fmt: skip

    assert best_of_the_low(split()) < 8
    assert best_of_the_low([*split(), marked("K000", "HJ0", 50)]) > 8


@pytest.mark.parametrize(
    ("rows", "method", "why"),
    [
        (split(), Method.ADDITIVE, Why.DISCONNECTED),
        (split(), Method.TRACK, Why.DISCONNECTED),
        (panel(20, 3), Method.TRACK, Why.ONE_TRACK),
        ([marked("K1", "A", 7), marked("K2", "A", 9)], Method.ADDITIVE, Why.TOO_FEW),
        ([marked("K1", "A", 7), marked("K1", "B", 9)], Method.ADDITIVE, Why.TOO_FEW),
    ],
)
def test_a_method_that_cannot_be_honest_is_refused(
    rows: list[Marked], method: Method, why: Why
) -> None:
    with pytest.raises(Uncorrectable) as refusal:
        calibrated(rows, method)
    assert refusal.value.why is why
    assert calibrated(rows).entries  # and by the rule there is an answer all the same


def test_with_one_sheet_each_nothing_is_known_of_errors() -> None:
    found = calibrated([marked("K1", "A", 7), marked("K2", "A", 9), marked("K3", "A", 9)])
    told = [(o.entry, o.se, o.rank, o.rank_low, o.rank_high) for o in found.entries]
    assert told == [("K2", None, 1, 1, 3), ("K3", None, 1, 1, 3), ("K1", None, 3, 1, 3)]


def test_nothing_marked_is_nothing_ranked() -> None:
    assert calibrated([]) == Calibration(Method.NONE, Why.TOO_FEW, False, (), ())


def test_judges_in_perfect_accord_leave_no_doubt() -> None:
    rows = [marked(f"K{n}", judge, 10 * n) for n in range(1, 6) for judge in "AB"]
    told = [(one.entry, one.score, one.se, one.rank_low, one.rank_high)
            for one in calibrated(rows).entries]  # fmt: skip
    assert told == [(f"K{n}", 10 * n, 0, 6 - n, 6 - n) for n in range(5, 0, -1)]


def test_an_entry_seen_by_more_judges_is_known_better() -> None:
    rows = [*panel(40, severity=3), *(marked("K020", f"J{j}", 50 - 3 * j) for j in range(8))]
    rows = list({(row.entry, row.judge): row for row in rows}.values())
    found = {one.entry: one for one in calibrated(rows, Method.ADDITIVE).entries}
    errors = {found[f"K{entry:03}"].se or 0 for entry in range(40) if entry != 20}
    assert (found["K020"].se or 9) < 0.8 * min(errors)


MARKS = st.dictionaries(
    st.tuples(st.sampled_from("pqrstu"), st.sampled_from("ABCD")), st.integers(0, 9), max_size=20
)


@cases(25)
@given(MARKS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(
    marks: dict[tuple[str, str], int], chance: random.Random
) -> None:
    rows = [marked(entry, judge, mark) for (entry, judge), mark in marks.items()]
    mixed = chance.sample(rows, len(rows))
    assert sheets_of(mixed) == sheets_of(rows)
    assert calibrated(mixed) == calibrated(rows)


@cases(25)
@given(MARKS)
def test_every_entry_has_a_rank_within_its_own_interval(marks: dict[tuple[str, str], int]) -> None:
    rows = [marked(entry, judge, mark) for (entry, judge), mark in marks.items()]
    found = calibrated(rows)
    assert sorted(one.entry for one in found.entries) == sorted({row.entry for row in rows})
    for one in found.entries:
        assert 1 <= one.rank_low <= one.rank <= one.rank_high <= len(found.entries)
        assert one.rank == 1 + sum(other.score > one.score for other in found.entries)


def test_another_scale_gives_the_same_ranks_on_that_scale() -> None:
    rows = panel(40, severity=3)
    tenth = [marked(row.entry, row.judge, row.mark / 10) for row in rows]
    found, small = calibrated(rows), calibrated(tenth)
    assert [o.entry for o in small.entries] == [o.entry for o in found.entries]
    assert [o.score * 10 for o in small.entries] == pytest.approx([o.score for o in found.entries])


class Dense:
    """The same model written out in full: one big covariance of all sheets."""

    def __init__(self, rows: Iterable[Marked], shares: Shares) -> None:
        field = Field(sheets_of(rows))
        own, of = list(field.own), [s.entry for s in field.sheets]
        self.z = np.array([[s == entry for entry in own] for s in of], dtype=float)
        judged = [[s.judge == judge for judge in field.judges] for s in field.sheets]
        w = np.array(judged, dtype=float)
        self.x = np.array([[int(e[1:]) % 2 == g for g in (0, 1)] for e in of], dtype=float)
        self.y = np.array([float(s.score) for s in field.sheets])
        self.between = shares.entries * self.z @ self.z.T + shares.judges * w @ w.T
        self.groups = [int(entry[1:]) % 2 for entry in own]
        self.shares, self.judged, self.entered = shares, w.argmax(axis=1), self.z.argmax(axis=1)

    def foretold(self, keep: list[int], place: int) -> float:
        """What the sheets kept say of the one at that place."""
        inverse = np.linalg.inv((np.eye(len(self.y)) + self.between)[np.ix_(keep, keep)])
        x = self.x[keep]
        beta = np.linalg.solve(x.T @ inverse @ x, x.T @ inverse @ self.y[keep])
        left = inverse @ (self.y[keep] - x @ beta)
        return float(self.x[place] @ beta + self.between[place, keep] @ left)

    def deviance(self) -> float:
        """Restricted, at the best noise, from the whole covariance."""
        inverse = np.linalg.inv(np.eye(len(self.y)) + self.between)
        kept = self.x.T @ inverse @ self.x
        beta = np.linalg.solve(kept, self.x.T @ inverse @ self.y)
        left, free = self.y - self.x @ beta, len(self.y) - 2
        spread = np.linalg.slogdet(kept)[1] - np.linalg.slogdet(inverse)[1]
        return float(free * np.log(left @ inverse @ left / free) + spread)


def test_the_eliminated_model_is_the_full_one() -> None:
    rows = panel(14, severity=3)
    shares, other = Shares(1.3, 0.6), Shares(0.4, 2.0)
    dense = Dense(rows, shares)
    small = Panel(list(dense.y), list(dense.entered), list(dense.judged), dense.groups)
    by_dense = dense.deviance() - Dense(rows, other).deviance()
    assert small.deviance(shares) - small.deviance(other) == pytest.approx(by_dense)
    off, _ = fitted(small, shares).deleted
    everything = range(len(dense.y))
    for place in everything:
        keep = [n for n in everything if n != place]
        assert off[place] == pytest.approx(dense.y[place] - dense.foretold(keep, place))
