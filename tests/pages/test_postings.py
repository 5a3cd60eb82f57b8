"""One person through time in the browser: transfers, and who stands in."""

from datetime import date, timedelta
from typing import Any

import pytest

from ideas import given
from ideas.permissions import Role
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.rules import UnitKind
from ideas.staff.people.models import Person, PersonNumber
from tests.browsing import Browser
from tests.conftest import NOON
from tests.factories import Make

NIP = "197803042005011001"
MOVE = {
    "position": "Kepala Seksi", "kind": "supervisor", "grade": "III/d", "day": "2026-12-01",
    "reason": "SK 12/2026",
}  # fmt: skip
PERIOD = {"kind": "plh", "since": "2026-11-25", "until": "2026-11-30", "reason": "Cuti"}


class Desk:
    """Sari in a health office under Wayan; Rini keeps people."""

    def __init__(self, make: Make) -> None:
        self.make = make
        self.health, self.school = make.unit("Dinas Kesehatan"), make.unit("SD Negeri 1")
        self.wayan = make.person("Wayan", unit=self.health)
        self.sari = make.person("Sari", unit=self.health, superior=self.wayan)
        self.budi = make.person("Budi", unit=self.health)
        self.browser = Browser(make.with_role("Rini", Role.PERSONNEL))
        self.url = f"/admin/postings/{self.sari.ref}"

    def transfer(self, unit: Unit, **fields: str) -> Any:
        return self.browser.post(f"{self.url}/transfer", MOVE | {"unit": unit.ref} | fields)

    def stand_in(self, who: Person, for_: Person, **fields: str) -> Any:
        url = f"/admin/postings/{for_.ref}/standin"
        return self.browser.post(url, PERIOD | {"person": who.ref} | fields)


@pytest.fixture
def desk(make: Make) -> Desk:
    return Desk(make)


def test_a_transfer_begins_on_its_day_and_ends_the_posting_before(desk: Desk) -> None:
    assert desk.transfer(desk.school, superior=desk.wayan.ref).status_code == 303
    lines = desk.browser.page(desk.url).select("#h-postings + ol li")
    assert ["SD Negeri 1" in lines[0].text, "direncanakan" in lines[0].text] == [True, True]
    assert "30 Nov 2026" in lines[1].text
    with given.world(frozen=NOON + timedelta(days=7)):
        assert "Kepala Seksi · SD Negeri 1" in desk.browser.get(desk.url).text


def test_the_new_superior_is_chosen_among_the_heads_above(desk: Desk) -> None:
    page = desk.browser.page(f"{desk.url}/transfer?unit={desk.health.ref}")
    offered = [i["value"] for i in page.select("[name=superior]")]
    assert offered == [desk.wayan.ref, ""]
    found = desk.browser.page(f"{desk.url}/transfer?unit={desk.health.ref}&q=budi")
    assert desk.budi.ref in [i["value"] for i in found.select("[name=superior]")]


def test_a_posting_that_cannot_be_is_refused_with_its_reason(desk: Desk) -> None:
    wayan = f"/admin/postings/{desk.wayan.ref}/transfer"
    under_sari = MOVE | {"unit": desk.health.ref, "superior": desk.sari.ref}
    assert "bawahan dari orang yang sama" in desk.browser.post(wayan, under_sari).text
    assert desk.transfer(desk.school).status_code == 303
    again = desk.transfer(desk.health)
    assert again.status_code == 422
    assert "mulai pada tanggal itu" in again.text
    late = desk.make.save(
        Unit(name="Nanti", kind=UnitKind.OFFICE, path="X/", since=date(2027, 1, 1))
    )
    assert "tidak berdiri selama" in desk.transfer(late, day="2026-12-15").text


def test_a_stand_in_is_named_for_a_period_shown_and_ended(desk: Desk) -> None:
    assert desk.stand_in(desk.budi, desk.sari).status_code == 303
    page = desk.browser.page(desk.url)
    assert "Plh. Budi" in page.text
    assert "Sedang bertugas" in page.text
    ref = str(page.select("[name=stand_in]")[0]["value"])
    ending = {"stand_in": ref, "day": "2026-11-27", "reason": "Kembali"}
    assert desk.browser.post(f"{desk.url}/standin/ending", ending).status_code == 303
    assert "26 Nov 2026" in desk.browser.get(desk.url).text
    theirs = desk.browser.get(f"/admin/postings/{desk.budi.ref}").text
    assert "Plh. untuk Sari" in theirs


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({"until": "2026-11-24"}, "until", "tidak boleh sebelum hari pertama"),
        ({"until": "2028-11-24"}, "until", "Paling lama satu tahun."),
        ({"since": ""}, "since", "Pilih tanggal dari kalender."),
        ({"kind": "raja"}, "kind", "Pilih salah satu"),
        ({"reason": ""}, "reason", "Bagian ini perlu diisi."),
    ],
)
def test_a_period_that_cannot_be_is_told_beside_its_field(
    desk: Desk, fields: dict[str, str], field: str, told: str
) -> None:
    answer = desk.stand_in(desk.budi, desk.sari, q="Budi", **fields)
    assert answer.status_code == 422
    assert told in answer.text
    assert f'id="f-{field}-error"' in answer.text


def test_colleagues_of_the_same_unit_are_offered_before_anybody_is_looked_for(desk: Desk) -> None:
    url = f"/admin/postings/{desk.sari.ref}/standin"
    offered = [i["value"] for i in desk.browser.page(url).select("[name=person]")]
    assert offered == [desk.budi.ref, desk.wayan.ref]
    assert desk.browser.page(f"{url}?q=wayan").select("[name=person]")[0]["value"] == desk.wayan.ref


def test_nobody_stands_in_for_themselves_and_not_two_at_a_time(desk: Desk) -> None:
    assert "Pilih orang lain." in desk.stand_in(desk.sari, desk.sari).text
    assert desk.stand_in(desk.budi, desk.sari).status_code == 303
    overlapping = desk.stand_in(desk.wayan, desk.sari, since="2026-11-30", until="2026-12-02")
    assert "Sudah ada yang bertugas" in overlapping.text
    after = desk.stand_in(desk.wayan, desk.sari, since="2026-12-01", until="2026-12-02")
    assert after.status_code == 303


def test_a_period_of_somebody_else_is_not_ended_here(desk: Desk) -> None:
    desk.stand_in(desk.budi, desk.wayan)
    page = desk.browser.page(f"/admin/postings/{desk.wayan.ref}")
    ending = {"stand_in": str(page.select("[name=stand_in]")[0]["value"]), "day": "2026-11-27"}
    answer = desk.browser.post(f"{desk.url}/standin/ending", ending | {"reason": "x"})
    assert answer.status_code == 409


def test_no_page_shows_a_number_and_strangers_see_none(desk: Desk) -> None:
    number = PersonNumber(number=NIP, person_id=desk.sari.id, since=date(2020, 1, 1))
    desk.make.save(number)
    for tail in ("", "/transfer", "/standin?q=sari"):
        assert NIP not in desk.browser.get(desk.url + tail).text
        assert Browser(desk.budi).get(desk.url + tail).status_code == 404
    auditor = Browser(desk.make.with_role("Auditor", Role.AUDITOR))
    assert auditor.get(desk.url).status_code == 200
    assert auditor.get(f"{desk.url}/transfer").status_code == 403
