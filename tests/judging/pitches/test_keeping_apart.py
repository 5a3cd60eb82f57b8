"""Judges of presentations, looked at again: everybody listens whom nothing parts from the team."""

import pytest
from sqlmodel import col, delete, update

from ideas.database import transaction
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.noting import note
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.pitches.models import Slot
from ideas.judging.pitches.rules import Phase
from ideas.staff.people.models import Person
from ideas.staff.roles.models import RoleGrant
from ideas.standing import Role
from tests.browsing import Browser
from tests.factories import Make
from tests.judging.conflicts.moving import guard
from tests.judging.pitches.stage import Hall

FULL = {"mark-dampak": "4", "mark-baru": "4", "version": "0"}


@pytest.fixture
def hall(make: Make) -> Hall:
    """Five judges listen, two more than a panel gives an entry."""
    hall = Hall(make, planned="drawn")
    hall.judges += [make.with_role(name, Role.JUDGE, hall.competition) for name in ("Made", "Putu")]
    hall.go("published")
    return hall


def parts(judge: Person, slot: Slot) -> None:
    with transaction() as session:
        note(session, slot.entry_id, judge.id, ConflictKind.PINNED, why="Pernah sekantor.")
    guard()


def lifts(judge: Person) -> None:
    with transaction() as session:
        session.execute(delete(Conflict).where(col(Conflict.person_id) == judge.id))
    guard()


def test_a_conflict_lifted_gives_the_sheet_back_and_it_opens_with_the_call(hall: Hall) -> None:
    slot, ratna = hall.slots()[0], hall.judges[0]
    at = f"/reviews/{hall.sheet(ratna, slot).ref}"
    parts(ratna, slot)
    assert Browser(ratna).get(at).status_code == 404
    lifts(ratna)
    assert "belum dimulai" in Browser(ratna).page(at).text
    assert Browser(ratna).post(f"{at}/lock", FULL).status_code == 403
    hall.call(slot, Phase.TALK)
    assert Browser(ratna).post(f"{at}/lock", FULL).status_code == 303


def test_lifted_while_the_team_speaks_it_is_open_at_once(hall: Hall) -> None:
    slot, ratna = hall.slots()[0], hall.judges[0]
    parts(ratna, slot)
    hall.call(slot, Phase.TALK)
    lifts(ratna)
    sheet = hall.sheet(ratna, slot)
    assert (sheet.state, sheet.uncalled) == (AssignmentState.OPEN, False)
    assert Browser(ratna).post(f"/reviews/{sheet.ref}/lock", FULL).status_code == 303


def test_whoever_reads_one_category_listens_to_every_team(hall: Hall) -> None:
    slot, ratna = hall.slots()[0], hall.judges[0]
    with transaction() as session:
        own = update(RoleGrant).where(col(RoleGrant.person_id) == ratna.id)
        session.execute(own.values(category="lain"))
    guard()
    assert hall.sheet(ratna, slot).state is AssignmentState.OPEN
