"""Two who mend the tree at the same time: the second sees what the first did."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest

from ideas import given
from ideas.database import transaction
from ideas.failures import Invalid
from ideas.permissions import Standing
from ideas.staff.organisation.actions import Change, move_unit
from ideas.staff.organisation.models import Unit
from tests.factories import Make

SYSTEM = Standing(system=True)


def moved(start: Barrier, unit_id: UUID, target_id: UUID) -> bool:
    """Whether the move was taken; it begins together with another."""
    start.wait()
    try:
        with transaction() as session:
            unit, target = session.get_one(Unit, unit_id), session.get_one(Unit, target_id)
            move_unit(session, SYSTEM, unit, target, Change(given.now().date(), "Perda"))
    except Invalid:
        return False
    return True


@pytest.mark.parametrize("turn", range(3))
def test_two_moves_never_make_a_circle(make: Make, turn: int) -> None:
    one, other = make.unit(f"Satu {turn}").id, make.unit(f"Dua {turn}").id
    start = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        tries = [pool.submit(moved, start, *pair) for pair in ((one, other), (other, one))]
        assert sorted(each.result() for each in tries) == [False, True]
    with transaction(writes=False) as session:
        paths = [session.get_one(Unit, unit_id).path for unit_id in (one, other)]
    assert sorted(path.count("/") for path in paths) == [2, 3]
