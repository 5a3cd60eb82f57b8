"""Two signatures, what they lock, and a reason that opens it again."""

import pytest
from sqlmodel import col, select

from ideas.acts import Act
from ideas.database import transaction
from ideas.deciding.plenaries.models import Presence
from ideas.history.models import Event
from ideas.stages import StepKind
from tests.browsing import Browser
from tests.deciding.plenaries.hall import WHY, Hall
from tests.factories import Make


@pytest.fixture
def hall(make: Make) -> Hall:
    return Hall(make)


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
    hall.raise_third()
    assert "Nilai berubah sejak sidang pleno ditutup." in Browser(hall.hasan).page(at).text
