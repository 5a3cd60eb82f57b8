"""The superior's word in the browser."""

import pytest

from ideas.staff.people.models import Person
from ideas.stages import StepKind
from tests.browsing import Browser
from tests.factories import Make

PASS = {"verdict": "pass", "permit": "800/12", "permit_date": "2026-11-20"}
RETURN = {"verdict": "return", "note": "Tolong tambahkan angka tahun lalu."}


@pytest.fixture
def wayan(make: Make) -> Person:
    return make.person("Wayan")


def test_the_list_tells_what_waits_and_what_was_decided(make: Make, wayan: Person) -> None:
    browser = Browser(wayan)
    assert "Tidak ada yang menunggu" in browser.get("/endorsements").text
    entry = make.entry(superior=wayan)
    assert "Putuskan sebelum" in browser.get("/endorsements").text
    assert browser.post(f"/endorsements/{entry.ref}", PASS).status_code == 303
    page = browser.page("/endorsements")
    assert "Persetujuan Anda tercatat." in page.select("#flash")[0].text
    assert page.select("#h-done + ul a")[0]["href"] == f"/entries/{entry.ref}"


def test_the_list_asks_the_same_for_one_and_three(
    make: Make, wayan: Person, asked: list[str]
) -> None:
    browser, counts = Browser(wayan), []
    for _ in range(3):
        make.entry(superior=wayan)
        asked.clear()
        browser.get("/endorsements")
        counts.append(len([one for one in asked if one.startswith("SELECT")]))
    assert counts == [2, 2, 2]


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({}, "verdict", "Bagian ini perlu diisi."),
        ({"verdict": "fail"}, "verdict", "Pilih salah satu"),
        ({"verdict": "pass", "permit": "1"}, "permit_date", "Tulis tanggal surat izin."),
        ({"verdict": "pass", "permit_date": "2026-11-20"}, "permit", "Tulis nomor surat izin"),
        (PASS | {"permit_date": "kemarin"}, "permit_date", "Pilih tanggal dari kalender."),
        ({"verdict": "return", "note": "Kurang jelas"}, "note", "paling sedikit 5 kata"),
    ],
)
def test_what_is_missing_is_told_beside_the_field(
    make: Make, wayan: Person, sent: dict[str, str], field: str, sentence: str
) -> None:
    entry = make.entry(superior=wayan)
    answer = Browser(wayan).post(f"/endorsements/{entry.ref}", sent)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'id="f-{field}-error"' in answer.text
    assert all(text in answer.text for text in sent.values() if text != "fail")


def test_only_their_superior_decides(make: Make, wayan: Person) -> None:
    sari = make.person("Sari")
    entry = make.entry(sari, superior=wayan)
    assert Browser(wayan).get(f"/endorsements/{entry.ref}").status_code == 200
    for person, status in ((sari, 403), (make.person("Joko"), 404)):
        assert Browser(person).get(f"/endorsements/{entry.ref}").status_code == status
        assert Browser(person).post(f"/endorsements/{entry.ref}", PASS).status_code == status


def test_before_the_step_opens_it_can_be_read_but_not_decided(make: Make, wayan: Person) -> None:
    competition = make.competition(at=StepKind.CALL)
    entry = make.entry(competition=competition, superior=wayan)
    browser = Browser(wayan)
    assert "Dapat diputuskan mulai" in browser.get("/endorsements").text
    assert browser.get(f"/entries/{entry.ref}").status_code == 200
    assert browser.post(f"/endorsements/{entry.ref}", RETURN).status_code == 403


def test_a_decision_is_made_once(make: Make, wayan: Person) -> None:
    entry = make.entry(superior=wayan)
    browser = Browser(wayan)
    assert browser.post(f"/endorsements/{entry.ref}", RETURN).status_code == 303
    assert browser.post(f"/endorsements/{entry.ref}", PASS).status_code == 403
