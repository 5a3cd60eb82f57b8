"""A month of an office: whoever is owed a daily letter gets one, and nobody gets two."""

import pytest

from tests.bench.month import live


@pytest.mark.usefixtures("database")
def test_in_a_month_everybody_gets_what_they_are_owed_once_a_day_and_never_nothing() -> None:
    month = live(people=300, events=5)
    assert len(month.owed) > 500
    assert set(month.written) == month.owed
    assert (max(month.written.values()), month.empty) == (1, 0)
    assert month.jobs == len(month.owed), "work only for those who have something to hear"
