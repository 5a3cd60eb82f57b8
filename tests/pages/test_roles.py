"""The register of roles: read, give, agree, take back; and the matrix in print."""

import pytest
from sqlmodel import select

from ideas.database import transaction
from ideas.permissions import Role
from ideas.road.competitions.models import Competition
from ideas.staff.people.models import Person
from ideas.staff.roles.models import RoleGrant
from tests.browsing import Browser
from tests.factories import Make


@pytest.fixture
def putu(make: Make) -> Person:
    return make.with_role("Putu Laksana", Role.ADMINISTRATOR)


@pytest.fixture
def joko(make: Make) -> Person:
    return make.person("Joko Santosa")


def form(person: Person, **fields: str) -> dict[str, str]:
    return {"person": person.ref, "role": "mentor", "reach": "everywhere", "why": "ST 12"} | fields


def text(browser: Browser, shelf: str = "in_force") -> str:
    page = browser.page(f"/admin/roles?shelf={shelf}")
    return " ".join(row.get_text(" ", strip=True) for row in page.select("tbody tr"))


def test_two_administrators_give_a_role_and_it_is_taken_back(
    make: Make, putu: Person, joko: Person
) -> None:
    nyoman = make.with_role("Nyoman", Role.ADMINISTRATOR)
    answer = Browser(putu).post("/admin/roles/new", form(joko, role="auditor"))
    assert answer.headers["location"] == "/admin/roles?shelf=waiting"
    with transaction(writes=False) as session:
        at = f"/admin/roles/{session.exec(select(RoleGrant.ref).where(RoleGrant.waits)).one()}"
    assert not Browser(putu).page(at).select("form[action$='/approval']")
    assert Browser(nyoman).page(at).select("form[action$='/approval']")
    assert Browser(joko).get("/admin/roles").status_code == 404
    assert Browser(nyoman).page("/").select(f"a[href='{at}']")
    assert not Browser(putu).page("/").select(f"a[href='{at}']")
    assert Browser(nyoman).post(f"{at}/approval").status_code == 303
    assert Browser(joko).get("/admin/roles").status_code == 200
    assert Browser(putu).post(f"{at}/revocation", {"why": "Selesai"}).status_code == 303
    assert Browser(joko).get("/admin/roles").status_code == 404
    assert "Dicabut: Selesai" in text(Browser(putu), "past")


def test_a_role_for_a_unit_begins_and_ends_at_midnight_of_the_givers_zone(
    make: Make, putu: Person, joko: Person
) -> None:
    fields = form(
        joko, reach="unit", unit=make.regency.name, begins="2026-12-01", ends="2026-12-31"
    )
    assert Browser(putu).post("/admin/roles/new", fields).status_code == 303
    with transaction(writes=False) as session:
        grant = session.exec(select(RoleGrant).where(RoleGrant.person_id == joko.id)).one()
    assert grant.begins_at
    assert grant.ends_at
    assert (grant.unit_id, grant.waits) == (make.regency.id, False)
    assert grant.begins_at.isoformat() == "2026-11-30T17:00:00+00:00"
    assert grant.ends_at.isoformat() == "2026-12-31T17:00:00+00:00"


def test_a_role_for_one_category_of_a_competition(make: Make, putu: Person, joko: Person) -> None:
    competition: Competition = make.competition()
    page = Browser(putu).page(f"/admin/roles/new?person={joko.ref}")
    values = {str(option["value"]) for option in page.select("#f-competition option")}
    assert values == {"", competition.ref, f"{competition.ref}/layanan"}
    fields = form(joko, role="judge", reach="competition", competition=f"{competition.ref}/layanan")
    Browser(putu).post("/admin/roles/new", fields)
    assert "satu kategori: layanan" in text(Browser(putu))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"reach": "unit", "unit": "Tak ada"}, "Tidak ada unit kerja bernama itu"),
        ({"reach": "unit", "unit": "Kembar"}, "Beberapa unit bernama itu"),
        ({"reach": "competition", "competition": "AAAA-BBBB"}, "Pilih kompetisi dari daftar"),
        ({"begins": "2026-12-02", "ends": "2026-12-01"}, "Hari terakhir harus sesudah"),
        ({"why": ""}, "Bagian ini perlu diisi"),
        ({"role": "god"}, "Pilih salah satu"),
    ],
)
def test_what_cannot_be_given_is_told_and_nothing_typed_is_lost(
    make: Make, putu: Person, joko: Person, fields: dict[str, str], told: str
) -> None:
    make.unit("Kembar")
    make.unit("Kembar")
    answer = Browser(putu).post("/admin/roles/new", form(joko, **fields))
    assert answer.status_code == 422
    assert told in answer.text
    if "why" not in fields:
        assert 'value="ST 12"' in answer.text


def test_nobody_gives_himself_a_role(putu: Person) -> None:
    answer = Browser(putu).post("/admin/roles/new", form(putu))
    assert answer.status_code == 403
    assert "diri sendiri" in answer.text


def test_the_matrix_shows_what_every_role_opens(make: Make) -> None:
    assert make
    rows = {
        row.th.text: [bool(cell.select("svg")) for cell in row.select("td")[:-1]]
        for row in Browser().page("/roles").select("tbody tr")
        if row.th
    }
    roles = list(Role)
    sealing = dict(zip(roles, rows["Menyegel hasil"], strict=True))
    assert [role for role, opens in sealing.items() if opens] == [Role.LEADER]
    giving = dict(zip(roles, rows["Memberi peran"], strict=True))
    assert [role for role, opens in giving.items() if opens] == [Role.ADMINISTRATOR]
