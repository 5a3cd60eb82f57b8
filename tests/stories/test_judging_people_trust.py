"""Forty entries, eight judges: from the calibration room to a result that tells of itself."""

from collections.abc import Iterator

import pytest

from tests.bed.browser import DESK
from tests.stories.calibrating import judges_calibrate
from tests.stories.deliberating import the_panel_sits, the_result_says_so
from tests.stories.jury import Jury, gathered
from tests.stories.marking import all_begin
from tests.stories.parting import (
    a_third_is_called,
    all_is_locked,
    one_is_set_apart,
    one_leaves,
    she_steps_back,
)
from tests.stories.presenting import six_are_invited, teams_say_that_they_come, the_day_comes
from tests.stories.world import Story, it_is

# Each database and each kind of browser walks it once: keys do not know which database it is.
WALKS = [("postgresql", True), ("sqlite", False)]


@pytest.fixture
def jury(story: Story) -> Iterator[Jury]:
    it_is("2026-03-02 09:00")
    story.view = DESK
    jury = gathered(story)
    yield jury
    jury.leaves()


@pytest.mark.parametrize(
    ("database", "script"), WALKS, indirect=True, ids=["postgresql-script", "sqlite-no script"]
)
def test_judging_that_people_trust(jury: Jury) -> None:
    judges_calibrate(jury)
    it_is("2026-03-03 10:00")
    all_begin(jury)
    she_steps_back(jury)
    one_is_set_apart(jury)
    one_leaves(jury)
    all_is_locked(jury)
    a_third_is_called(jury)
    six_are_invited(jury)
    teams_say_that_they_come(jury)
    the_day_comes(jury)
    the_panel_sits(jury)
    the_result_says_so(jury)
