import pytest

from ideas.judging.scoring.forecasting import Doubt, Plan, forecast
from tests.bench.planted import ENTRIES, JUDGES, REVIEWS, TOP, Design, Scenario
from tests.bench.simulation import result

KIPP = Plan(entries=1329, judges=11, per_entry=3, days=14, winners=99)


def test_it_tells_what_a_plan_costs_before_anybody_is_asked() -> None:
    found = forecast(KIPP)
    assert (found.sheets, found.load) == (3987, 363)
    assert found.hours == 121
    assert found.hours_a_day == pytest.approx(8.64, abs=0.01)


@pytest.mark.parametrize(
    ("per_entry", "by_mean", "corrected"), [(1, 0.49, 0.53), (3, 0.65, 0.70), (5, 0.73, 0.76)]
)
def test_it_is_near_what_a_simulation_of_that_size_found(
    per_entry: int, by_mean: float, corrected: float
) -> None:
    found = forecast(Plan(1329, 60, per_entry, 14, 99))
    assert found.recall_by_mean == pytest.approx(by_mean, abs=0.02)
    assert found.recall == pytest.approx(corrected, abs=0.05)


def test_it_is_near_what_our_own_simulation_finds() -> None:
    plan = Plan(ENTRIES, JUDGES, REVIEWS, 14, TOP)
    found, seen = forecast(plan, Doubt(severity=1)), result(Scenario(Design.POOL, 0, 1), 12)
    assert found.recall == pytest.approx(seen.by_score, abs=0.06)
    assert found.recall_by_mean == pytest.approx(seen.by_mean, abs=0.06)


def test_more_sheets_find_more_and_more_judges_only_share_them() -> None:
    few, many = forecast(KIPP), forecast(Plan(1329, 11, 5, 14, 99))
    assert few.recall < many.recall < 1
    shared = forecast(Plan(1329, 60, 3, 14, 99))
    assert shared.recall == pytest.approx(few.recall, abs=0.01)
    assert shared.hours < few.hours / 5


def test_without_doubt_or_without_losers_all_are_found() -> None:
    assert forecast(KIPP, Doubt(0, 0)).recall == pytest.approx(1)
    assert forecast(Plan(10, 2, 2, 5, 10)).recall == 1
