"""From a quick idea on a phone to a sent entry, with and without scripts; nothing is lost."""

import pytest

from tests.stories.announcing import a_call_is_open
from tests.stories.attaching import files_are_attached
from tests.stories.joining import a_colleague_of_another_unit_joins
from tests.stories.jotting import an_idea_is_noted_for_a_colleague, sari_notes_her_own
from tests.stories.relating import a_similar_idea_is_built_upon
from tests.stories.sending import (
    another_is_late_by_a_second,
    it_is_told_what_lacks,
    one_is_sent_in_the_last_second,
    tags_are_chosen,
)
from tests.stories.test_the_whole_road import WALKS
from tests.stories.together import she_writes_the_rest, they_write_at_once
from tests.stories.world import Story


@pytest.mark.parametrize(
    ("database", "script"), WALKS, indirect=True, ids=["postgresql-script", "sqlite-no script"]
)
def test_an_idea_is_noted_written_together_and_sent_in_time(story: Story) -> None:
    a_call_is_open(story)
    an_idea_is_noted_for_a_colleague(story)
    sari_notes_her_own(story)
    a_similar_idea_is_built_upon(story)
    a_colleague_of_another_unit_joins(story)
    they_write_at_once(story)
    it_is_told_what_lacks(story)
    she_writes_the_rest(story.person("sari"))
    files_are_attached(story)
    tags_are_chosen(story)
    one_is_sent_in_the_last_second(story)
    another_is_late_by_a_second(story)
