"""One team for the tests of teams."""

import pytest
from sqlmodel import Session

from tests.factories import Make
from tests.teamwork.teams.teams import Team


@pytest.fixture
def team(make: Make, session: Session) -> Team:
    return Team(make, session)
