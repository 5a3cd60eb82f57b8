"""The office for personal data: clocks, reasons, two people, and a letter that is ready."""

from datetime import timedelta

import pytest
from sqlmodel import select

from ideas import given
from ideas.database import transaction
from ideas.permissions import Role
from ideas.protection.breaches.models import Breach
from ideas.protection.privacy.rules import RequestState, Right
from ideas.protection.requests.models import PrivacyRequest
from ideas.staff.people.models import Person
from ideas.staff.roles.models import RoleGrant
from tests.browsing import Browser
from tests.factories import Make
from tests.hostile.keeping import FOUND


class Office:
    """Sari asks; Dewi keeps the system, Wayan the personnel files; Tono audits."""

    def __init__(self, make: Make) -> None:
        self.make, self.sari = make, make.person("Sari")
        self.dewi = make.with_role("Dewi", Role.ADMINISTRATOR)
        self.wayan = make.with_role("Wayan", Role.PERSONNEL)
        self.tono = make.with_role("Tono", Role.AUDITOR)

    def asked(self, right: Right, who: Person | None = None, *, days: int = 0) -> str:
        asked_at = self.make.now - timedelta(days=days)
        request = PrivacyRequest(
            person_id=(who or self.sari).id, right=right, wrong="Jabatan saya salah.",
            asked_at=asked_at, due_at=asked_at + timedelta(hours=72),
        )  # fmt: skip
        return f"/admin/privacy/requests/{self.make.save(request).ref}"


@pytest.fixture
def office(make: Make) -> Office:
    return Office(make)


def test_the_overdue_come_first_and_say_so(office: Office) -> None:
    office.asked(Right.CORRECT, office.make.person("Budi"))
    office.asked(Right.OBJECT, days=5)
    rows = Browser(office.wayan).page("/admin/privacy").select("ul.todo li")
    assert ["Sari" in rows[0].text, "Terlambat" in rows[0].text] == [True, True]
    assert ["Budi" in rows[1].text, "Terlambat" in rows[1].text] == [True, False]


def test_an_answer_with_its_reason_reaches_the_one_who_asked(office: Office) -> None:
    at = office.asked(Right.CORRECT)
    browser = Browser(office.wayan)
    assert browser.post(at, {"state": "done", "answer": ""}).status_code == 422
    told = {"state": "done", "answer": "Jabatan Anda sudah kami perbaiki."}
    assert browser.post(at, told).status_code == 303
    assert told["answer"] in Browser(office.sari).page(f"/people/{office.sari.ref}/data").text
    assert browser.post(at, told).status_code == 409


def test_nobody_answers_their_own_request(office: Office) -> None:
    at = office.asked(Right.CORRECT, office.wayan)
    assert "Orang lain yang memutuskan." in Browser(office.wayan).page(at).text
    answer = {"state": "done", "answer": "Baik."}
    assert Browser(office.wayan).post(at, answer).status_code == 403
    assert Browser(office.dewi).post(at, answer).status_code == 303


def test_auditors_read_and_strangers_find_nothing(office: Office) -> None:
    at = office.asked(Right.CORRECT)
    assert not Browser(office.tono).page(at).select("form[action^='/admin']")
    assert Browser(office.tono).post(at, {"state": "done", "answer": "x"}).status_code == 403
    assert Browser(office.sari).get(at).status_code == 404
    assert Browser(office.sari).get("/admin/privacy").status_code == 404


def test_personnel_of_one_unit_see_only_their_own(office: Office) -> None:
    make, here, there = office.make, office.make.unit("Dinas A"), office.make.unit("Dinas B")
    ratna = make.person("Ratna", unit=here)
    make.save(
        RoleGrant(person_id=ratna.id, role=Role.PERSONNEL, unit_id=here.id, granted_at=make.now)
    )
    own = office.asked(Right.CORRECT, make.person("Rini", unit=here))
    other = office.asked(Right.CORRECT, make.person("Joko", unit=there))
    browser = Browser(ratna)
    assert [browser.get(at).status_code for at in (own, other)] == [200, 404]
    assert "Joko" not in browser.page("/admin/privacy").text


def test_erasing_needs_two_and_neither_is_its_subject(office: Office) -> None:
    at = office.asked(Right.ERASE)
    dewi, wayan = Browser(office.dewi), Browser(office.wayan)
    assert wayan.post(f"{at}/erasure").status_code == 422
    assert dewi.post(f"{at}/decision").status_code == 303
    assert wayan.post(f"{at}/decision").status_code == 409
    assert dewi.post(f"{at}/erasure").status_code == 403
    assert "Perlu orang kedua." in dewi.page(at).text
    assert wayan.post(f"{at}/erasure").status_code == 303
    assert wayan.post(f"{at}/erasure").status_code == 409
    own = office.asked(Right.ERASE, office.dewi)
    assert dewi.post(f"{own}/decision").status_code == 403


def test_the_dry_run_counts_what_goes_and_why_the_rest_stays(office: Office) -> None:
    office.make.entry(office.sari)
    soup = Browser(office.dewi).page(office.asked(Right.ERASE))
    page = " ".join(soup.get_text(" ").split())
    assert "Penempatan (1)" in page
    assert "Versi tulisan (1) · Usulan (1) Usulan terkirim adalah arsip dinas." in page
    assert "1 usulan atau lembar nilai kehilangan pemiliknya." in page


def test_saying_done_does_not_erase(office: Office) -> None:
    answer = Browser(office.dewi).post(
        office.asked(Right.ERASE), {"state": "done", "answer": "Sudah."}
    )
    assert answer.status_code == 422
    with transaction(writes=False) as session:
        assert session.exec(select(PrivacyRequest.state)).one() is RequestState.WAITING


class TestBreaches:
    def test_the_clock_runs_72_hours_from_the_finding(self, office: Office) -> None:
        answer = Browser(office.dewi).post("/admin/privacy/breaches", FOUND)
        page = Browser(office.tono).page(answer.headers["location"])
        assert "Jumat, 27 Nov 2026, 08.00 WIB" in page.text
        letter = page.select_one("#surat")
        assert letter
        for fact in ("Pasal 46", FOUND["happened"], "Perkiraan jumlah orang: 12", "08.00 WIB"):
            assert fact in letter.text

    def test_once_notified_nothing_is_owed(self, office: Office) -> None:
        browser = Browser(office.dewi)
        at = browser.post("/admin/privacy/breaches", FOUND).headers["location"]
        assert "Beri tahu sebelum" in browser.page("/admin/privacy").text
        told = FOUND | {"notified_at": "2026-11-25T09:00"}
        assert browser.post(at, told).status_code == 303
        assert "Beri tahu sebelum" not in browser.page("/admin/privacy").text

    def test_a_late_notice_is_said_to_be_late(self, office: Office) -> None:
        Browser(office.dewi).post("/admin/privacy/breaches", FOUND)
        with given.world(frozen=office.make.now + timedelta(days=4)):
            assert "Terlambat" in Browser(office.dewi).page("/admin/privacy").text

    @pytest.mark.parametrize("wrong", [{"found_at": "2026-11-26T08:00"}, {"found_at": ""}])
    def test_a_finding_lies_in_the_past(self, office: Office, wrong: dict[str, str]) -> None:
        answer = Browser(office.dewi).post("/admin/privacy/breaches", FOUND | wrong)
        assert answer.status_code == 422
        assert FOUND["happened"] in answer.text
        with transaction(writes=False) as session:
            assert session.exec(select(Breach)).all() == []


class TestPeriods:
    def test_they_keep_within_their_floor(self, office: Office) -> None:
        browser = Browser(office.dewi)
        low = browser.post("/admin/privacy/periods", {"days-ballot_links": "29"})
        assert (low.status_code, "Pilih 30 sampai 365 hari." in low.text) == (422, True)
        good = browser.post("/admin/privacy/periods", {"days-ballot_links": "45"})
        assert good.status_code == 303
        field = browser.page("/admin/privacy").select_one("#f-days-ballot_links")
        assert field
        assert field["value"] == "45"
        assert "45" in Browser().page("/privacy/processing").text

    def test_only_the_administrator_sets_them(self, office: Office) -> None:
        browser = Browser(office.wayan)
        assert browser.post("/admin/privacy/periods", {"days-jobs": "9"}).status_code == 403
        assert not browser.page("/admin/privacy").select("input[name^=days]")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_notice_and_the_register_are_open_to_everybody(make: Make, language: str) -> None:
    assert make
    stranger = Browser(language=language)
    notice = stranger.page("/privacy")
    assert "3 x 24" in notice.text
    assert stranger.page("/").select("footer a[href='/privacy']")
    purposes = stranger.page("/privacy/processing").select("section.card")
    assert len(purposes) == 13
