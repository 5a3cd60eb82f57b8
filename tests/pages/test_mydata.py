"""Data saya: one's own, complete, and nobody else's."""

import json
import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from sqlmodel import col, select, update

from ideas import given
from ideas.database import transaction
from ideas.identity.accounts.models import Account
from ideas.jobs.worker import work_once
from ideas.protection.requests.models import PrivacyRequest
from ideas.staff.people.models import Person, PersonNumber
from ideas.stages import StepKind
from tests.browsing import Browser
from tests.factories import Make
from tests.judged import DECREE, Judged

NIP = "199001012015031001"


@pytest.fixture
def sari(make: Make) -> Person:
    sari = make.person("Sari")
    make.save(PersonNumber(number=NIP, person_id=sari.id, since=date(2015, 3, 1)))
    return sari


def here(person: Person) -> str:
    return f"/people/{person.ref}/data"


def words(page: BeautifulSoup) -> str:
    return " ".join(page.text.split())


def copy_of(browser: Browser, person: Person) -> zipfile.ZipFile:
    """Asked for, made by the worker, downloaded."""
    assert browser.post(f"{here(person)}/copy").status_code == 303
    work_once()
    (link,) = browser.page(here(person)).select("a[href$='.zip']")
    answer = browser.get(str(link["href"]))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    return zipfile.ZipFile(BytesIO(answer.content))


def test_it_says_what_is_held_why_by_whom_seen_and_how_long(sari: Person) -> None:
    page = Browser(sari).page(here(sari))
    for told in ("Penempatan (1)", "Untuk apa", "Kewajiban hukum", "Data kepegawaian kantor"):
        assert told in words(page)
    english = Browser(sari, language="en").page(here(sari))
    assert "Posting (1)" in words(english)


def test_the_nip_is_masked_until_one_asks_and_has_just_proved_who_one_is(sari: Person) -> None:
    browser = Browser(sari)
    assert "1990•••••••••••001" in browser.page(here(sari)).text
    assert NIP not in browser.page(here(sari)).text
    assert NIP in browser.page(f"{here(sari)}?show=nip").text
    with given.world(frozen=given.now() + timedelta(minutes=16)):
        later = browser.page(f"{here(sari)}?show=nip")
        assert NIP not in later.text
        assert "Masuk lagi untuk melihatnya utuh." in later.text


def test_of_others_it_does_not_exist(sari: Person, make: Make) -> None:
    budi = Browser(make.person("Budi"))
    assert budi.get(here(sari)).status_code == 404
    assert budi.post(f"{here(sari)}/copy").status_code == 404
    assert budi.post(f"{here(sari)}/shown", {"shown": "works"}).status_code == 404
    assert Browser().get(here(sari)).status_code == 303


def test_a_copy_holds_everything_by_purpose_and_no_secret(sari: Person, make: Make) -> None:
    make.save(Account(person_id=sari.id, username="sari", password="argon-hash"))
    entry = make.entry(sari, make.competition(at=StepKind.ENDORSEMENT), title="=SUM(1)")
    archive = copy_of(Browser(sari), sari)
    names = set(archive.namelist())
    assert {"README.txt", "identity.json", "ideas.json", "csv/identity-person.csv"} <= names
    identity = json.loads(archive.read("identity.json"))
    assert identity["data"]["person_number"][0]["number"] == NIP
    assert entry.receipt in archive.read("ideas.json").decode()
    assert "'=SUM(1)" in archive.read("csv/ideas-entry.csv").decode()
    everything = b"".join(archive.read(name) for name in names).decode()
    for secret in ("token_hash", "argon-hash", "salt", str(sari.id), "Wayan"):
        assert secret not in everything


def test_a_copy_is_taken_only_by_its_owner_lately_proved_and_for_a_week(
    sari: Person, make: Make
) -> None:
    browser = Browser(sari)
    copy_of(browser, sari)
    link = str(browser.page(here(sari)).select_one("a[href$='.zip']")["href"])  # type: ignore[index]  # it was just there
    budi = make.person("Budi")
    assert Browser(budi).get(link).status_code == 404
    assert Browser(budi).get(link.replace(sari.ref, budi.ref)).status_code == 404
    with given.world(frozen=make.now + timedelta(minutes=16)):
        assert browser.get(link).status_code == 403
    with given.world(frozen=make.now + timedelta(days=7, minutes=1)):
        assert Browser(sari).get(link).status_code == 404


def test_one_copy_is_made_at_a_time(sari: Person) -> None:
    browser = Browser(sari)
    browser.post(f"{here(sari)}/copy")
    assert browser.post(f"{here(sari)}/copy").status_code == 422


def test_a_request_is_owed_an_answer_within_72_hours(sari: Person, make: Make) -> None:
    fields = {"right": "correct", "wrong": "Jabatan lama.", "better": "Pranata komputer."}
    assert Browser(sari).post(f"{here(sari)}/requests", fields).status_code == 303
    with transaction(writes=False) as session:
        request = session.exec(select(PrivacyRequest)).one()
    assert request.due_at - make.now == timedelta(hours=72)
    page = Browser(sari).page(here(sari))
    assert "Menunggu jawaban" in page.text
    again = Browser(sari).post(f"{here(sari)}/requests", fields)
    assert again.status_code == 422
    assert "Permintaan serupa sedang kami jawab." in again.text


def test_a_correction_says_what_is_right(sari: Person) -> None:
    answer = Browser(sari).post(f"{here(sari)}/requests", {"right": "correct", "wrong": "Nama."})
    assert answer.status_code == 422
    assert "Tuliskan data yang benar." in answer.text
    assert "Nama." in answer.text


class TestShown:
    """What the public page shows is up to its person, from the next request on."""

    @pytest.fixture
    def judged(self, make: Make) -> Judged:
        judged = Judged(make)
        Browser(judged.hasan).post(f"{judged.at}/seal", {**DECREE, "release_at": judged.past})
        Browser(judged.melati).post(f"{judged.at}/release")
        return judged

    @pytest.mark.parametrize(
        ("part", "told"),
        [
            ("workplace", "Pelaksana · Unit Sari"), ("awards", "Inovator Terbaik I"),
            ("works", "Portofolio gagasan"),
        ],
    )  # fmt: skip
    def test_each_part_shows_and_hides_alone(self, judged: Judged, part: str, told: str) -> None:
        page, own = f"/people/{judged.sari.ref}", f"{here(judged.sari)}/shown"
        browser = Browser(judged.sari)
        for shown, seen in (([part], True), ([], False), ([part], True)):
            assert browser.post(own, {"shown": shown}).status_code == 303
            assert (told in words(Browser().page(page))) is seen
            assert told in words(browser.page(page))

    def test_at_first_ideas_are_private_and_awards_are_public(self, judged: Judged) -> None:
        page = words(Browser().page(f"/people/{judged.sari.ref}"))
        assert "Inovator Terbaik I" in page
        assert "Portofolio gagasan" not in page

    def test_a_hidden_award_can_still_be_verified(self, judged: Judged) -> None:
        Browser(judged.sari).post(f"{here(judged.sari)}/shown", {"shown": []})
        link = Browser(judged.sari).page(f"/people/{judged.sari.ref}").select("a[href^='/verify/']")
        assert "Piagam ini asli" in Browser().page(str(link[0]["href"])).text

    def test_every_decision_is_kept_with_its_version(self, judged: Judged) -> None:
        browser, own = Browser(judged.sari), f"{here(judged.sari)}/shown"
        for shown in (["awards", "workplace", "works", "found"], ["awards", "workplace", "found"]):
            browser.post(own, {"shown": shown})
        rows = json.loads(copy_of(browser, judged.sari).read("privacy.json"))["data"]
        kept = [(row["shown"], row["agreed"], row["version"]) for row in rows["consent_choice"]]
        assert sorted(kept) == [("works", False, 1), ("works", True, 1)]


def test_the_page_asks_a_constant_number_of_statements(
    sari: Person, make: Make, asked: list[str]
) -> None:
    browser = Browser(sari)
    asked.clear()
    browser.get(here(sari))
    before = len(asked)
    for _ in range(3):
        make.proposal(sari)
    with transaction() as session:
        session.execute(update(Person).where(col(Person.id) == sari.id).values(email="a@b.id"))
    asked.clear()
    assert "a@b.id" in browser.page(here(sari)).text
    assert len(asked) == before <= 9
