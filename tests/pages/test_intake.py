"""Taking people in by the pages: sent, columns matched, dry run, applied, and nothing left over."""

from pathlib import Path

import pytest
from sqlmodel import select

from ideas.acts import Act
from ideas.database import transaction
from ideas.history.models import Event
from ideas.jobs import worker
from ideas.permissions import Role
from ideas.settings import settings
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Person, PersonNumber
from ideas.staff.roles.models import RoleGrant
from ideas.staff.staging.models import IntakeRow
from tests.browsing import Browser
from tests.factories import Make

NIP = "198503302010011001"
CSV = f"nip;nama;kode unit;jabatan\n{NIP};Sari;{{unit}};Perawat\n12;Budi;{{unit}};=1+1\n"


class Office:
    """Melati of the personnel office, her browser, and a unit that her files speak of."""

    def __init__(self, make: Make, *, within: bool = False) -> None:
        self.unit = make.unit("Dinas Kesehatan")
        self.melati = keeper(make, self.unit if within else None)
        self.browser = Browser(self.melati)

    def send(self, content: bytes, name: str = "pegawai.csv") -> str:
        """The address of the page of a file that was sent."""
        answer = self.browser.post("/admin/intake", files={"file": (name, content)})
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])

    def checked(self, content: str) -> str:
        """The same, once its columns were matched and its rows were compared."""
        at = self.send(content.encode())
        worker.work_once()
        page = self.browser.page(at)
        form = {
            str(tag["name"]): str(chosen["value"])
            for tag in page.select("select")
            if (chosen := tag.select_one("option[selected]"))
        }
        assert self.browser.post(f"{at}/mapping", form).status_code == 303
        worker.work_once()
        return at


def keeper(make: Make, unit: Unit | None) -> Person:
    person = make.person("Melati")
    make.save(
        RoleGrant(
            person_id=person.id, role=Role.PERSONNEL, granted_at=make.now,
            unit_id=unit.id if unit else None,
        )
    )  # fmt: skip
    return person


@pytest.fixture
def office(make: Make) -> Office:
    return Office(make)


def kept_files() -> list[Path]:
    return [file for file in settings().files.rglob("*") if file.is_file()]


def test_a_file_is_shown_before_anything_changes_and_then_applied(office: Office) -> None:
    at = office.checked(CSV.format(unit=office.unit.ref))
    page = office.browser.page(at)
    assert [dd.text for dd in page.select(".stat dd:first-of-type")] == ["1", "0", "0", "0", "1"]
    assert people_called("Sari") == 0
    assert office.browser.post(f"{at}/apply", {"gone": "keep"}).status_code == 303
    worker.work_once()
    assert "1 pegawai baru" in office.browser.page(at).text
    assert people_called("Sari") == 1


def people_called(name: str) -> int:
    with transaction(writes=False) as session:
        return len(session.exec(select(Person).where(Person.name == name)).all())


def test_nothing_personal_of_a_file_is_kept_and_one_event_tells_of_it(office: Office) -> None:
    at = office.checked(CSV.format(unit=office.unit.ref))
    assert len(kept_files()) == 1
    office.browser.post(f"{at}/apply", {"gone": "keep"})
    worker.work_once()
    with transaction(writes=False) as session:
        events = session.exec(select(Event).where(Event.act == Act.IMPORT_PEOPLE)).all()
        rows = session.exec(select(IntakeRow)).all()
        facts = {"rows": 2, "added": 1, "changed": 0, "ended": 0}
    assert ([event.facts for event in events], rows, kept_files()) == (
        [events[0].facts | facts], [], []
    )  # fmt: skip


def test_wrong_rows_are_told_with_line_column_and_reason(office: Office) -> None:
    at = office.checked(CSV.format(unit=office.unit.ref))
    cells = [td.text for td in office.browser.page(at).select("#wrong ~ table td")]
    assert cells == ["3", "jabatan", "=1+1", "Ini rumus. Tempel nilainya saja."]


def test_the_report_can_be_mended_in_a_spreadsheet_without_running_in_it(office: Office) -> None:
    at = office.checked(CSV.format(unit=office.unit.ref))
    report = office.browser.get(f"{at}/faults.csv").text
    assert report.splitlines()[1] == (
        '"3";"jabatan";"\'=1+1";"Ini rumus. Tempel nilainya saja.";""'
    )


def test_a_number_is_never_shown_whole(office: Office) -> None:
    twice = CSV.format(unit=office.unit.ref) + f"{NIP};Sari;{office.unit.ref};Bidan\n"
    at = office.checked(twice)
    told = office.browser.page(at).text + office.browser.get(f"{at}/faults.csv").text
    assert "1985…001" in told
    assert NIP not in told
    assert NIP[:8] not in told


def test_a_saved_mapping_comes_back_with_the_same_columns(office: Office) -> None:
    odd = f"a;b;c;d\n{NIP};Sari;{office.unit.ref};Perawat\n"
    at = office.send(odd.encode())
    worker.work_once()
    wrong = office.browser.post(f"{at}/mapping", {"name": "b"})
    assert wrong.status_code == 422
    assert "Kolom ini wajib dipilih." in wrong.text
    chosen = {"number": "a", "name": "b", "unit": "c", "position": "d"}
    assert office.browser.post(f"{at}/mapping", chosen).status_code == 303
    again = office.send(odd.encode(), "lagi.csv")
    worker.work_once()
    picked = office.browser.page(again).select("option[selected]")
    assert [tag["value"] for tag in picked] == ["a", "b", "c", "d"]


def test_a_file_that_is_no_sheet_is_refused_with_its_reason(office: Office) -> None:
    at = office.send(b"%PDF-1.7 nothing to see")
    worker.work_once()
    assert "Ini bukan CSV atau XLSX." in office.browser.page(at).text
    assert kept_files() == []


def test_a_discarded_file_leaves_nothing(office: Office) -> None:
    at = office.checked(CSV.format(unit=office.unit.ref))
    assert office.browser.post(f"{at}/discard", {}).status_code == 303
    worker.work_once()
    assert "Berkas ini dibuang" in office.browser.page(at).text
    assert (kept_files(), people_called("Sari")) == ([], 0)


def test_who_keeps_one_unit_takes_in_its_people_and_no_others(make: Make) -> None:
    office = Office(make, within=True)
    other = make.unit("Dinas Lain")
    mine = f"nip;nama;kode unit\n{NIP};Sari;{office.unit.ref}\n"
    at = office.checked(mine + f"{NIP[:-1]}2;Budi;{other.ref}\n")
    cells = [td.text for td in office.browser.page(at).select("#wrong ~ table td")]
    assert cells == ["3", "kode unit", other.ref, "Unit kerja ini di luar wewenang Anda."]


def test_others_do_not_learn_that_there_is_such_a_page(office: Office, make: Make) -> None:
    at = office.checked(CSV.format(unit=office.unit.ref))
    auditor = Browser(make.with_role("Auditor", Role.AUDITOR))
    assert [auditor.get(url).status_code for url in ("/admin/intake", at)] == [404, 404]


def test_the_list_of_files_leads_to_each(office: Office) -> None:
    assert "Belum ada berkas." in office.browser.page("/admin/intake").text
    at = office.send(b"nip;nama\n")
    assert office.browser.page("/admin/intake").select_one(f'a[href="{at}"]')


def test_a_file_being_read_shows_how_far_and_asks_again_by_itself(office: Office) -> None:
    at = office.send(CSV.format(unit=office.unit.ref).encode())
    section = office.browser.page(at).select_one("#intake")
    assert section is not None
    assert section["hx-trigger"] == "every 2s"
    block = office.browser.get(at, htmx="intake")
    assert block.text.strip().startswith('<section id="intake"')
    worker.work_once()
    assert "hx-trigger" not in office.browser.get(at, htmx="intake").text


def test_what_another_person_may_not_reach_they_do_not_find(office: Office, make: Make) -> None:
    at = office.checked(CSV.format(unit=office.unit.ref))
    wira = Browser(keeper(make, office.unit))
    assert [wira.get(url).status_code for url in ("/admin/intake", at)] == [200, 404]


def test_numbers_belong_to_people_not_the_other_way_round(office: Office) -> None:
    at = office.checked(CSV.format(unit=office.unit.ref))
    office.browser.post(f"{at}/apply", {"gone": "keep"})
    worker.work_once()
    with transaction(writes=False) as session:
        number = session.exec(select(PersonNumber)).one()
        assert session.get_one(Person, number.person_id).name == "Sari"
