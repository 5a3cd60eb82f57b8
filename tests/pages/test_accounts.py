"""Opening accounts for others, within one's reach."""

import pytest
from sqlmodel import select

from ideas.database import transaction
from ideas.identity.factors.models import RecoveryCode, Totp
from ideas.later import Job
from ideas.permissions import Role
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Person
from ideas.staff.roles.models import RoleGrant
from tests.browsing import Browser
from tests.factories import Make
from tests.hostile.entering import holder, recovery_codes, with_app


@pytest.fixture
def health(make: Make) -> Unit:
    return make.unit("Dinas Kesehatan")


@pytest.fixture
def keeper(make: Make, health: Unit) -> Person:
    """Keeps the people of one office."""
    keeper = make.person("Melati", unit=health)
    grant = RoleGrant(
        person_id=keeper.id, role=Role.PERSONNEL, unit_id=health.id, granted_at=make.now
    )
    make.save(grant)
    return keeper


def invite(by: Person, person: Person) -> int:
    at = f"/admin/accounts/{person.ref}/invitation"
    return Browser(by).post(at, {"email": "a@kota.example"}).status_code


def test_one_invites_within_ones_reach_and_others_are_not_there(
    make: Make, health: Unit, keeper: Person
) -> None:
    inside, outside = make.person("Ani", unit=health), make.person("Ade")
    assert (invite(keeper, inside), invite(keeper, outside)) == (303, 404)
    page = Browser(keeper).page("/admin/accounts?q=A")
    assert "Ani" in page.text
    assert "Ade" not in page.text
    assert Browser(keeper).get(f"/admin/accounts/{outside.ref}").status_code == 404
    assert invite(make.with_role("Dewi", Role.ADMINISTRATOR), outside) == 303


def test_the_list_tells_who_has_an_account_and_two_steps(make: Make) -> None:
    office = make.with_role("Dewi", Role.ADMINISTRATOR)
    with_app(make, holder(make, "Sari"))
    holder(make, "Budi")
    make.person("Tono")
    text = Browser(office).page("/admin/accounts").text
    assert ("Sari" in text, "Budi" in text, "Tono" in text) == (True, True, False)
    assert (text.count("Dua langkah"), text.count("Satu langkah")) == (1, 1)
    assert "Belum punya akun" in Browser(office).page("/admin/accounts?q=Tono").text


def test_the_list_asks_as_much_for_many_as_for_one(make: Make, asked: list[str]) -> None:
    browser = Browser(make.with_role("Dewi", Role.ADMINISTRATOR))
    counts = []
    for names in (("Sari",), ("Budi", "Tono", "Intan")):
        for name in names:
            holder(make, name)
        asked.clear()
        browser.get("/admin/accounts")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_address_is_told_only_in_part(make: Make) -> None:
    office, sari = make.with_role("Dewi", Role.ADMINISTRATOR), holder(make)
    with transaction() as session:
        session.get_one(Person, sari.id).email = "sari.rahasia@kota.example"
    text = Browser(office).page(f"/admin/accounts/{sari.ref}").text
    assert "s…@kota.example" in text
    assert "rahasia" not in text


def test_a_lost_second_step_is_removed_after_a_check_and_the_person_hears(make: Make) -> None:
    office, sari = make.with_role("Dewi", Role.ADMINISTRATOR), with_app(make, holder(make))
    recovery_codes(sari)
    thief, at = Browser(sari), f"/admin/accounts/{sari.ref}/clearing"
    assert Browser(office).post(at).status_code == 422
    assert Browser(office).post(at, {"checked": "on"}).status_code == 303
    with transaction(writes=False) as session:
        assert not session.exec(select(Totp)).all()
        assert not session.exec(select(RecoveryCode)).all()
        (letter,) = session.exec(select(Job)).all()
    assert letter.about == {"letter": "factors_cleared", "person": str(sari.id)}
    assert thief.get("/account").status_code == 303


def test_nobody_removes_their_own_this_way_and_personnel_removes_nobodys(
    make: Make, health: Unit, keeper: Person
) -> None:
    office = with_app(make, holder(make, "Dewi", role=Role.ADMINISTRATOR))
    ani = make.person("Ani", unit=health)
    own, others = f"/admin/accounts/{office.ref}/clearing", f"/admin/accounts/{ani.ref}/clearing"
    assert Browser(office).post(own, {"checked": "on"}).status_code == 403
    assert Browser(keeper).post(others, {"checked": "on"}).status_code == 403


@pytest.mark.parametrize("email", ["", "a", "a@b", "a@b.c\nBcc: x@y.z", "<a@b.cd>", "a b@c.de"])
def test_what_is_no_address_is_not_taken(make: Make, email: str) -> None:
    office, ani = make.with_role("Dewi", Role.ADMINISTRATOR), make.person("Ani")
    answer = Browser(office).post(f"/admin/accounts/{ani.ref}/invitation", {"email": email})
    assert answer.status_code == 422
    with transaction(writes=False) as session:
        assert session.get_one(Person, ani.id).email == ""
        assert not session.exec(select(Job)).all()
