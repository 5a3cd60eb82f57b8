"""The nine carry ideas from a draft to a checkable award, with and without scripts."""

import pytest

from ideas.jobs.worker import work_once
from tests.stories.deciding import it_is_endorsed, they_are_screened
from tests.stories.entering import a_late_one_is_refused, an_idea_is_written_and_sent
from tests.stories.judging import colleagues_vote, judges_score
from tests.stories.opening import a_competition_is_opened
from tests.stories.others import others_send_theirs
from tests.stories.releasing import it_is_released, it_is_sealed
from tests.stories.world import Story, it_is

# Each database and each kind of browser walks it once: scripts do not know which database it is.
WALKS = [("postgresql", True), ("sqlite", False)]


@pytest.mark.parametrize(
    ("database", "script"), WALKS, indirect=True, ids=["postgresql-script", "sqlite-no script"]
)
def test_an_idea_walks_the_whole_road(story: Story) -> None:
    a_competition_is_opened(story)
    an_idea_is_written_and_sent(story)
    others_send_theirs(story)
    a_late_one_is_refused(story)
    it_is_endorsed(story)
    they_are_screened(story)
    the_clock_turns("2026-02-20 16:01")
    colleagues_vote(story)
    the_clock_turns("2026-02-27 16:01")
    judges_score(story)
    the_clock_turns("2026-03-13 16:01")
    it_is_sealed(story)
    it_is_released(story)


def the_clock_turns(moment: str) -> None:
    it_is(moment)
    work_once()
