"""The tree of units in the browser: browsing, searching, mending from a day on."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from ideas import given
from ideas.database import transaction
from ideas.history.models import Event
from ideas.jobs.worker import work_once
from ideas.permissions import Role
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Person, Posting
from ideas.staff.roles.models import RoleGrant
from tests.browsing import Browser
from tests.conftest import NOON
from tests.factories import Make

TODAY, SOON = "2026-11-25", "2026-12-01"
WHY = {"day": TODAY, "reason": "Perda 7/2026"}


class Office:
    """A health office with a division below it, a school elsewhere, and Rini who keeps people."""

    def __init__(self, make: Make) -> None:
        self.make = make
        self.health = make.unit("Dinas Kesehatan")
        self.division = make.unit("Bidang Gizi", under=self.health)
        self.school = make.unit("SD Negeri 1")
        self.rini = make.with_role("Rini", Role.PERSONNEL)
        self.browser = Browser(self.rini)

    def at(self, unit: Unit, change: str = "") -> str:
        return f"/admin/units/{unit.ref}" + (f"/{change}" if change else "")

    def post(self, unit: Unit, change: str, **fields: str) -> Any:
        return self.browser.post(self.at(unit, change), WHY | fields)


@pytest.fixture
def office(make: Make) -> Office:
    return Office(make)


def row(unit: Unit) -> Unit:
    with transaction(writes=False) as session:
        return session.get_one(Unit, unit.id)


def test_the_tree_shows_what_lies_below_with_its_counts(office: Office) -> None:
    office.make.person("Sari", unit=office.division)
    page = office.browser.page(office.at(office.health))
    below = page.select("#h-below + ul li")
    assert [(li.b.text, li.select(".num")[0].text) for li in below if li.b] == [
        ("Bidang Gizi", "1 pegawai")
    ]
    assert [a.text for a in page.select(".crumbs li")] == [
        "Unit dan pegawai", "Kabupaten", "Dinas Kesehatan",
    ]  # fmt: skip


def test_the_head_is_told_apart_from_those_who_work_there(office: Office) -> None:
    wayan = office.make.person("Wayan", unit=office.health)
    office.make.person("Sari", unit=office.health, superior=wayan)
    people = office.browser.page(office.at(office.health)).select("section:has(#h-people) .who a")
    assert [a.text for a in people] == ["Wayan", "Sari"]
    assert "Memimpin unit ini" in office.browser.get(office.at(office.health)).text


def test_search_finds_units_and_people_and_never_a_number(office: Office) -> None:
    office.make.person("Gizella", unit=office.school)
    page = office.browser.page("/admin/units?q=gIZ")
    links = [a["href"] for a in page.select("section:has(#h-found) a")]
    assert links[0] == office.at(office.division)
    assert str(links[1]).startswith("/admin/postings/")
    assert "Tidak ada unit atau nama" in office.browser.get("/admin/units?q=1978").text


def test_long_lists_come_leaf_by_leaf_each_line_once(office: Office) -> None:
    for n in range(60):
        office.make.person(f"Pegawai {n:02d}", unit=office.school)
    url, names = office.at(office.school), list[str]()
    while url:
        page = office.browser.page(url)
        names += [a.text for a in page.select("section:has(#h-people) .who a")]
        link = page.select("section:has(#h-people) a[rel=next]")
        url = str(link[0]["href"]) if link else ""
    assert names == [f"Pegawai {n:02d}" for n in range(60)]


def test_a_new_name_holds_from_its_day_and_the_old_one_stays_in_the_past(office: Office) -> None:
    answer = office.post(office.health, "rename", name="Dinas Kesehatan dan Gizi")
    assert answer.status_code == 303
    page = office.browser.page(office.at(office.health))
    assert page.h1 is not None
    assert page.h1.text == "Dinas Kesehatan dan Gizi"
    history = page.select("#h-history + ol")[0].text
    for told in ("Bernama Dinas Kesehatan dan Gizi.", "Berdiri sebagai Dinas Kesehatan.",
                 "Perda 7/2026", "Rini"):  # fmt: skip
        assert told in history


def test_a_planned_change_begins_on_its_day(office: Office) -> None:
    office.post(office.health, "rename", name="Dinas Baru", day=SOON)
    assert row(office.health).name == "Dinas Kesehatan"
    assert "direncanakan" in office.browser.get(office.at(office.health)).text
    work_once()
    assert row(office.health).name == "Dinas Kesehatan"
    with given.world(frozen=NOON + timedelta(days=6)):
        work_once()
    assert row(office.health).name == "Dinas Baru"


def test_a_move_takes_everything_below_along(office: Office) -> None:
    page = office.browser.page(office.at(office.health, "move") + "?q=sd+neg")
    assert [i["value"] for i in page.select("[name=target]")] == [office.school.ref]
    assert "1 unit di bawahnya ikut pindah" in page.text
    assert office.post(office.health, "move", target=office.school.ref).status_code == 303
    health, division = row(office.health), row(office.division)
    assert health.path == f"{office.school.path}{health.ref}/"
    assert division.path == f"{health.path}{division.ref}/"


@pytest.mark.parametrize(
    ("change", "fields", "told"),
    [
        ("move", {"target": "division"}, "di bawah dirinya sendiri"),
        ("move", {"target": "health"}, "di bawah dirinya sendiri"),
        ("merge", {"target": "division"}, "ke dalam bagiannya sendiri"),
        ("merge", {"target": "health"}, "ke dalam bagiannya sendiri"),
        ("close", {}, "Masih ada unit di bawahnya"),
        ("rename", {"name": ""}, "Bagian ini perlu diisi."),
        ("rename", {"name": "X", "reason": ""}, "Bagian ini perlu diisi."),
        ("rename", {"name": "X", "day": "kemarin"}, "Pilih tanggal dari kalender."),
        ("open", {"name": "X", "kind": "castle", "zone": "WIB"}, "Pilih salah satu"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(
    office: Office, change: str, fields: dict[str, str], told: str
) -> None:
    refs = {"division": office.division.ref, "health": office.health.ref}
    sent = {key: refs.get(value, value) for key, value in fields.items()}
    before = row(office.health)
    answer = office.post(office.health, change, **sent)
    assert answer.status_code == 422
    assert told in answer.text
    assert row(office.health) == before


def test_a_unit_with_people_is_not_closed_but_says_how_many(office: Office) -> None:
    office.make.person("Sari", unit=office.division)
    answer = office.post(office.division, "close")
    assert answer.status_code == 422
    assert "Masih ada 1 pegawai. Pindahkan mereka" in answer.text
    assert office.post(office.school, "close").status_code == 303
    assert row(office.school).until == date(2026, 11, 24)
    assert "Ditutup setelah 24 Nov 2026" in office.browser.get(office.at(office.school)).text
    assert office.post(office.school, "close").status_code == 422


def test_a_merger_takes_people_and_units_along(office: Office, session: Session) -> None:
    sari = office.make.person("Sari", unit=office.health)
    session.rollback()
    assert office.post(office.health, "merge", target=office.school.ref).status_code == 303
    with transaction(writes=False) as after:
        postings = after.exec(
            select(Posting).where(Posting.person_id == sari.id).order_by("since")
        ).all()
        places = [(p.unit_id, p.until) for p in postings]
    assert places == [(office.health.id, date(2026, 11, 24)), (office.school.id, None)]
    assert row(office.division).path.startswith(office.school.path)
    assert "Digabung ke SD Negeri 1." in office.browser.get(office.at(office.health)).text


def test_a_new_unit_lies_under_its_parent_from_its_day(office: Office) -> None:
    fields = {"name": "UPTD Laboratorium", "kind": "office", "zone": "WITA", "day": SOON}
    assert office.post(office.health, "open", **fields).status_code == 303
    assert "UPTD Laboratorium" not in office.browser.get(office.at(office.health)).text
    with given.world(frozen=NOON + timedelta(days=6)):
        assert "UPTD Laboratorium" in office.browser.get(office.at(office.health)).text


def test_personnel_mend_what_lies_in_their_reach_and_nothing_else(office: Office) -> None:
    budi = keeper_of(office.make, office.health)
    mine, theirs = office.at(office.division, "rename"), office.at(office.school, "rename")
    assert Browser(budi).post(mine, WHY | {"name": "Bidang A"}).status_code == 303
    assert Browser(budi).post(theirs, WHY | {"name": "SD A"}).status_code == 403
    assert Browser(budi).get(theirs).status_code == 403
    assert "Hanya pengelola kepegawaian" in Browser(budi).get(office.at(office.school)).text
    out = WHY | {"target": office.school.ref}
    assert Browser(budi).post(office.at(office.division, "move"), out).status_code == 403


def keeper_of(make: Make, unit: Unit) -> Person:
    budi = make.person("Budi")
    make.save(
        RoleGrant(
            person_id=budi.id, role=Role.PERSONNEL, unit_id=unit.id, granted_at=make.now
        )
    )  # fmt: skip
    return budi


def test_auditors_read_and_others_do_not_know_the_pages(office: Office) -> None:
    auditor = Browser(office.make.with_role("Auditor", Role.AUDITOR))
    assert auditor.get(office.at(office.health)).status_code == 200
    assert auditor.get(office.at(office.health, "rename")).status_code == 403
    stranger = Browser(office.make.person("Joko"))
    for url in ("/admin/units", office.at(office.health), office.at(office.health, "rename")):
        assert stranger.get(url).status_code == 404


def test_pages_ask_the_same_however_much_there_is(office: Office, asked: list[str]) -> None:
    counts = []
    for n in range(3):
        office.make.person(f"Orang {n}", unit=office.health)
        office.make.unit(f"Seksi {n}", under=office.health)
        asked.clear()
        office.browser.get(office.at(office.health))
        counts.append(len([one for one in asked if one.startswith("SELECT")]))
    assert len(set(counts)) == 1
    assert counts[0] <= 9


def test_each_change_is_in_the_history_without_a_name(office: Office) -> None:
    office.post(office.health, "rename", name="Nama Rahasia")
    with transaction(writes=False) as session:
        events = session.exec(select(Event).where(Event.subject_id == office.health.id)).all()
    assert [event.facts for event in events] == [
        {"change": "rename", "since": TODAY, "reason": "Perda 7/2026"}
    ]
    assert [event.person_id for event in events] == [office.rini.id]
