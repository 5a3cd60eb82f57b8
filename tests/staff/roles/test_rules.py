"""What a role that was given is worth, and which need two people."""

from datetime import UTC, datetime, timedelta

import pytest

from ideas.permissions import Role
from ideas.staff.roles.rules import GrantState, grant_state, needs_second

NOW = datetime(2026, 11, 25, 5, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("begins", "ends", "waits", "revoked", "state"),
    [
        (None, None, False, False, GrantState.IN_FORCE),
        (NOW, None, False, False, GrantState.IN_FORCE),
        (NOW + DAY, None, False, False, GrantState.UPCOMING),
        (NOW - DAY, NOW, False, False, GrantState.ENDED),
        (NOW - DAY, NOW + DAY, False, False, GrantState.IN_FORCE),
        (None, None, True, False, GrantState.WAITING),
        (NOW - DAY, NOW, True, False, GrantState.ENDED),
        (None, None, True, True, GrantState.REVOKED),
        (None, NOW, False, True, GrantState.REVOKED),
    ],
)
def test_what_a_role_is_worth(
    begins: datetime | None, ends: datetime | None, *, waits: bool, revoked: bool, state: GrantState
) -> None:
    assert grant_state(NOW, waits=waits, revoked=revoked, begins=begins, ends=ends) is state


def test_what_opens_other_doors_or_reaches_everywhere_needs_two_people() -> None:
    alone = {role for role in Role if not needs_second(role, everywhere=False)}
    assert alone == {Role.SECRETARIAT, Role.JUDGE, Role.CHAIR, Role.MENTOR, Role.AUDITOR}
    assert all(needs_second(role, everywhere=True) for role in Role)
