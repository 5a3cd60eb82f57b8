"""Nothing without a quorum, nobody in conflict, nothing after the signatures."""

import pytest
from sqlmodel import select

from ideas.database import transaction
from ideas.deciding.plenaries.models import Aside
from ideas.deciding.plenaries.rules import Decision
from tests.browsing import Browser
from tests.deciding.plenaries.hall import WHY, Hall
from tests.factories import Make


@pytest.fixture
def hall(make: Make) -> Hall:
    return Hall(make)


def test_nothing_is_decided_below_the_quorum(hall: Hall) -> None:
    hall.gather(hall.judges[0])
    change = hall.propose(hall.entries[2], hall.entries[1])
    assert hall.vote(change, yes=1) == 422
    assert Browser(hall.dewi).post(f"{hall.at(hall.entries[1])}/talk").status_code == 422
    hall.gather(hall.judges[1])
    assert hall.vote(change, yes=2) == 303
    assert [c.decision for c in hall.changes()] == [Decision.ACCEPTED]


def test_only_who_is_present_asks_for_a_change_and_only_with_reasons(hall: Hall) -> None:
    first, second = hall.entries[:2]
    fields = {"above": first.ref, "reason": WHY}
    ratna = Browser(hall.judges[0])
    assert ratna.post(f"{hall.at(second)}/changes", fields).status_code == 403
    hall.gather()
    short = fields | {"reason": "Lebih baik saja."}
    assert ratna.post(f"{hall.at(second)}/changes", short).status_code == 422
    itself = fields | {"above": second.ref}
    assert ratna.post(f"{hall.at(second)}/changes", itself).status_code == 422
    assert hall.changes() == []
    assert ratna.post(f"{hall.at(second)}/changes", fields).status_code == 303


def test_as_many_votes_as_people_in_the_room_and_only_once(hall: Hall) -> None:
    hall.gather()
    change = hall.propose(hall.entries[2], hall.entries[1])
    assert hall.vote(change, yes=3) == 422
    assert hall.vote(change, yes=4, no=1) == 422
    assert hall.vote(change, yes=2, no=2) == 303
    assert hall.vote(change, yes=4) == 409
    (row,) = hall.changes()
    assert (row.decision, row.voters, row.in_favour) == (Decision.DECLINED, 4, 2)


def test_who_is_in_conflict_finds_no_entry_and_has_no_vote(hall: Hall) -> None:
    hall.gather()
    hall.apart(hall.entries[2], hall.judges[2])
    change = hall.propose(hall.entries[2], hall.entries[1])
    intan = Browser(hall.judges[2])
    assert intan.get(hall.at(hall.entries[2])).status_code == 404
    assert Browser(hall.judges[1]).get(hall.at(hall.entries[2])).status_code == 200
    page = intan.page(hall.url).text
    assert "Gagasan 2" not in page
    assert WHY not in page
    assert hall.vote(change, yes=4) == 422
    assert hall.vote(change, yes=3) == 303
    with transaction(writes=False) as session:
        aside = session.exec(select(Aside)).all()
    assert {(a.entry_id, a.person_id) for a in aside} == {
        (hall.entries[2].id, hall.judges[2].id)
    }  # fmt: skip


def test_a_chair_in_conflict_cannot_count_and_the_secretariat_can(hall: Hall) -> None:
    hall.gather()
    hall.apart(hall.entries[2], hall.surya)
    change = hall.propose(hall.entries[2], hall.entries[1])
    fields = {"change": change.ref, "in_favour": 3, "against": 0, "abstained": 0}
    surya = Browser(hall.surya)
    assert surya.post(f"{hall.url}/votes", fields).status_code == 404
    assert surya.post(f"{hall.at(hall.entries[2])}/talk").status_code == 404
    assert hall.vote(change, yes=3) == 303


def test_strangers_teams_and_deciders_find_no_sitting(hall: Hall) -> None:
    hall.gather()
    for person in (hall.make.person("Joko"), hall.hasan, hall.melati):
        assert Browser(person).get(hall.url).status_code == 404
        assert Browser(person).get(hall.at(hall.entries[0])).status_code == 404
    assert Browser(hall.judges[0]).get(hall.url).status_code == 200
