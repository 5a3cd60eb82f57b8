"""Nothing without a quorum, nobody in conflict, nothing after the signatures."""

from collections.abc import Callable

import pytest
from sqlmodel import col, select, update

from ideas.acts import Act
from ideas.database import transaction
from ideas.history.models import Event
from ideas.panels.models import Assignment
from ideas.plenaries.models import Aside, Presence
from ideas.plenaries.rules import Decision
from ideas.reviews.models import Mark
from ideas.stages import StepKind
from tests.browsing import Browser, masked
from tests.factories import Make
from tests.plenaries.hall import WHY, Hall


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


def _raised(hall: Hall) -> None:
    """Everything about the third entry changes: its marks, and where it stands."""
    with transaction() as session:
        sheets = select(col(Assignment.id)).where(Assignment.entry_id == hall.entries[2].id)
        session.execute(update(Mark).values(value=5).where(col(Mark.assignment_id).in_(sheets)))


def _moved(hall: Hall) -> None:
    assert hall.vote(hall.propose(hall.entries[2], hall.entries[0]), yes=3) == 303


@pytest.mark.parametrize("happens", [_raised, _moved])
def test_two_worlds_that_differ_in_an_entry_are_one_for_who_is_in_conflict(
    hall: Hall, happens: Callable[[Hall], None]
) -> None:
    hall.gather()
    hall.apart(hall.entries[2], hall.judges[2])
    intan, tono = Browser(hall.judges[2]), Browser(hall.judges[1])
    pages = [hall.url, hall.at(hall.entries[1])]
    seen = [masked(intan.get(page).text) for page in pages]
    others = [masked(tono.get(page).text) for page in pages]
    happens(hall)
    assert [masked(intan.get(page).text) for page in pages] == seen
    assert [masked(tono.get(page).text) for page in pages] != others


def test_strangers_teams_and_deciders_find_no_sitting(hall: Hall) -> None:
    hall.gather()
    for person in (hall.make.person("Joko"), hall.hasan, hall.melati):
        assert Browser(person).get(hall.url).status_code == 404
        assert Browser(person).get(hall.at(hall.entries[0])).status_code == 404
    assert Browser(hall.judges[0]).get(hall.url).status_code == 200


def test_before_it_begins_no_mark_is_told(make: Make) -> None:
    hall = Hall(make, at=StepKind.PANEL)
    page = Browser(hall.judges[0]).page(hall.url)
    assert "Agenda belum ada" in page.text
    assert not [entry for entry in hall.entries if entry.title in page.text]
    assert Browser(hall.judges[0]).get(hall.at(hall.entries[0])).status_code == 404
    answer = Browser(hall.dewi).post(f"{hall.url}/attendance", {"person": hall.surya.ref})
    assert answer.status_code == 403


def test_two_people_sign_the_chair_first_and_then_nothing_changes(hall: Hall) -> None:
    hall.gather()
    ratna, surya = Browser(hall.judges[0]), Browser(hall.surya)
    assert ratna.post(f"{hall.url}/close").status_code == 403
    assert ratna.post(f"{hall.url}/signature").status_code == 403
    assert surya.post(f"{hall.url}/close").status_code == 303
    assert surya.post(f"{hall.url}/signature").status_code == 403
    fields = {"above": "last", "reason": WHY}
    assert ratna.post(f"{hall.at(hall.entries[0])}/changes", fields).status_code == 403
    assert ratna.post(f"{hall.url}/signature").status_code == 303
    assert hall.row().closed_at
    with transaction(writes=False) as session:
        assert not session.exec(select(Presence).where(col(Presence.until).is_(None))).all()


def test_an_undecided_change_keeps_the_sitting_open(hall: Hall) -> None:
    hall.gather()
    change = hall.propose(hall.entries[2], hall.entries[1])
    assert Browser(hall.surya).post(f"{hall.url}/close").status_code == 422
    assert hall.vote(change, yes=0, no=4) == 303
    assert Browser(hall.surya).post(f"{hall.url}/close").status_code == 303


def test_a_reason_opens_it_again_and_stays_in_the_history(hall: Hall) -> None:
    hall.gather()
    hall.sign()
    fields = {"reason": "Satu suara salah hitung."}
    answer = Browser(hall.judges[1]).post(f"{hall.url}/reopening", fields)
    assert answer.status_code == 403
    assert Browser(hall.dewi).post(f"{hall.url}/reopening", fields).status_code == 303
    row = hall.row()
    assert (row.first_id, row.second_id, row.closed_at, row.digest) == (None, None, None, "")
    with transaction(writes=False) as session:
        event = session.exec(select(Event).where(Event.act == Act.REOPEN_PLENARY)).one()
    assert event.facts == fields


def test_marks_that_change_after_the_signatures_stop_the_result(make: Make) -> None:
    hall = Hall(make, at=StepKind.DECREE)
    hall.gather()
    hall.sign()
    at = f"/competitions/{hall.competition.ref}/outcome"
    assert "Nilai berubah" not in Browser(hall.hasan).page(at).text
    _raised(hall)
    assert "Nilai berubah sejak sidang pleno ditutup." in Browser(hall.hasan).page(at).text
