"""Forty entries, eight judges: from the calibration room to a result that tells how it came about."""

from collections.abc import Iterator

import pytest

from tests.bed.browser import DESK
from tests.stories.calibrating import judges_calibrate
from tests.stories.jury import Jury, gathered
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
