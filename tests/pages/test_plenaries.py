"""The room as its members see it: attendance, agenda, changes, signatures, minutes, result."""

import io

import pypdf
import pytest
from sqlmodel import col, select, update

from ideas.database import transaction
from ideas.jobs.worker import work_once
from ideas.judging.panels.models import Assignment
from ideas.judging.reviews.models import Mark
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from ideas.standing import Role
from tests.browsing import Browser
from tests.deciding.plenaries.hall import WHY, Hall
from tests.factories import Make
from tests.judged import DECREE


@pytest.fixture
def hall(make: Make) -> Hall:
    return Hall(make)


def text_of(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_a_sitting_from_the_first_arrival_to_the_signed_minutes(hall: Hall) -> None:
    hall.make.with_role("Made", Role.JUDGE, hall.competition)  # who never comes
    hall.gather()
    _, second, third, _ = hall.entries
    hall.apart(hall.entries[3], hall.judges[2])
    assert Browser(hall.surya).post(f"{hall.at(hall.entries[3])}/talk").status_code == 303
    assert hall.vote(hall.propose(third, second), yes=3, no=1) == 303
    hall.sign()
    over = Browser(hall.surya).page(hall.url).text
    assert "PDF sedang disusun" in over
    assert "belum hadir" not in over, "who did not come is not expected any more"
    assert "Belum kuorum" not in over, "whoever has gone home since was there when it counted"
    assert work_once() > 0
    answer = Browser(hall.judges[1]).get(f"{hall.url}/minutes.pdf")
    told = text_of(answer.content)
    for words in ("Berita acara sidang pleno", "Surya", "Gagasan 2", WHY, "3 setuju", "Intan"):
        assert words in told
    assert hall.row().minutes


def test_the_agenda_begins_with_what_may_lie_on_either_side_of_the_line(hall: Hall) -> None:
    page = Browser(hall.judges[0]).page(hall.url)
    first, rest = (
        [link.text for link in table.select("tbody th a")]
        for table in page.select("#agenda > .card table, #agenda details table")
    )
    assert {"Gagasan 1", "Gagasan 2"} <= set(first)
    assert sorted(first + rest) == [f"Gagasan {n}" for n in range(4)]


def test_an_entry_shows_what_it_was_given_and_nobody_who_gave_it(hall: Hall) -> None:
    page = Browser(hall.surya).page(hall.at(hall.entries[1]))
    assert "3 · 4 · 5" in page.text
    assert "Catatan 1-2" in page.text
    main = page.select_one("main")
    assert main
    assert not [judge.name for judge in hall.judges if judge.name in main.text]


def test_the_page_of_an_entry_says_what_waits_for_whom(hall: Hall) -> None:
    hall.gather()
    _, second, third, _ = hall.entries

    def asked(who: Person) -> list[str]:
        return [told.text for told in Browser(who).page(hall.at(third)).select(".kabar .ask dd")]

    assert [told[:11] for told in asked(hall.surya)] == ["Mulai bahas"]
    assert asked(hall.judges[0]) == []
    Browser(hall.surya).post(f"{hall.at(third)}/talk")
    hall.propose(third, second)
    [link] = Browser(hall.surya).page(hall.at(third)).select(".kabar .ask a")
    assert (link.text, link["href"]) == ("Hitung suara", f"{hall.url}#suara")


def test_the_result_takes_the_order_of_the_plenary_and_tells_why(make: Make) -> None:
    hall = Hall(make, at=StepKind.DECREE)
    hall.gather()
    at = f"/competitions/{hall.competition.ref}/outcome"
    assert "Sidang pleno belum ditutup." in Browser(hall.hasan).page(at).text
    assert hall.vote(hall.propose(hall.entries[2], hall.entries[1]), yes=4) == 303
    hall.sign()
    terms = {**DECREE, "release_at": "2026-11-25T11:00"}
    assert Browser(hall.hasan).post(f"{at}/seal", terms).status_code == 303
    answer = Browser(hall.melati).post(f"{at}/release")
    page = Browser().page(answer.headers["location"])
    rows = [row.get_text(" ", strip=True) for row in page.select("#peringkat tbody tr")]
    assert [row.split()[2] for row in rows] == ["0", "2", "1", "3"]
    assert "Inovator Terbaik II" in rows[1]
    assert "Hitungan: peringkat 3. Alasannya: " + WHY in rows[1]
    assert not [row for row in (rows[0], *rows[2:]) if "Diubah" in row]
    assert "Sidang pleno mengubah urutan" in page.text


def test_what_had_shared_its_place_is_told_to_have_shared_it(make: Make) -> None:
    """The second and the third are equal; one of them is lifted above the other."""
    hall = Hall(make, at=StepKind.DECREE)
    with transaction() as session:
        own = select(Assignment.id).where(Assignment.entry_id == hall.entries[2].id)
        session.execute(update(Mark).where(col(Mark.assignment_id).in_(own)).values(value=4))
    hall.gather()
    before = "peringkat 2 bersama usulan lain"
    assert hall.vote(hall.propose(hall.entries[2], hall.entries[1]), yes=4) == 303
    entry = Browser(hall.surya).page(hall.at(hall.entries[2]))
    assert f"hitungan: {before}" in entry.text
    hall.sign()
    at = f"/competitions/{hall.competition.ref}/outcome"
    assert f"semula {before}" in Browser(hall.hasan).page(at).text
    Browser(hall.hasan).post(f"{at}/seal", {**DECREE, "release_at": "2026-11-25T11:00"})
    page = Browser().page(Browser(hall.melati).post(f"{at}/release").headers["location"])
    rows = [row.get_text(" ", strip=True) for row in page.select("#peringkat tbody tr")]
    assert [row.split()[2] for row in rows] == ["0", "2", "1", "3"]
    assert [f"Hitungan: {before}. Alasannya: {WHY}" in row for row in rows].index(True) == 1


def test_who_may_take_the_minutes_finds_them_from_the_competition(hall: Hall) -> None:
    """The room, those who decide, the auditor; not who left the room for something."""
    at, minutes = f"/competitions/{hall.competition.ref}", f"{hall.url}/minutes.pdf"
    auditor = hall.make.with_role("Audit", Role.AUDITOR)
    hall.apart(hall.entries[3], hall.judges[2])
    hall.gather()
    assert minutes not in Browser(auditor).page(at).decode()
    hall.sign()
    work_once()
    for person, found in (
        (auditor, True), (hall.hasan, True), (hall.melati, True), (hall.judges[0], True),
        (hall.judges[2], False), (hall.make.person("Joko"), False),
    ):  # fmt: skip
        links = [a["href"] for a in Browser(person).page(at).select("a[href]")]
        assert (minutes in links) is found
        assert Browser(person).get(minutes).status_code == (200 if found else 404)
    assert minutes not in Browser().page(at).decode()
