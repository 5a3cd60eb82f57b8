"""Accounts elsewhere, as the administrator sees them."""

import json
from datetime import timedelta

import pytest
from sqlmodel import select

from ideas import given
from ideas.acts import Act
from ideas.database import transaction
from ideas.history.actions import record
from ideas.history.models import Event
from ideas.identity.identities.actions import refuse_identity
from ideas.identity.identities.models import Identity
from ideas.identity.identities.queries import links_of
from ideas.identity.signins.models import SignIn
from ideas.outside.doubts import Doubt, Doubtful
from ideas.permissions import Role
from ideas.settings import Provider, settings
from ideas.staff.people.models import Person
from ideas.web.render import environment
from tests.browsing import Browser
from tests.factories import Make

ISSUER = "https://sso.example.go.id/realms/asn"
ASN = Provider(key="asn", name="ASN Digital", issuer=ISSUER, client="wadah")


@pytest.fixture
def dewi(make: Make, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """The administrator, where one provider is set up."""
    monkeypatch.setenv("IDEAS_PROVIDERS", json.dumps([ASN.model_dump(mode="json")]))
    settings.cache_clear()
    return Browser(make.with_role("Dewi", Role.ADMINISTRATOR))


def linked(make: Make, name: str, subject: str = "s-1", issuer: str = ISSUER) -> Person:
    person = make.person(name)
    make.save(Identity(issuer=issuer, subject=subject, person_id=person.id, linked_at=given.now()))
    return person


def refused(doubt: Doubt, person: str = "") -> None:
    with transaction() as session:
        refuse_identity(session, ASN, Doubtful(doubt, person))


def test_the_office_leads_to_the_links(dewi: Browser) -> None:
    assert 'href="/admin/identities"' in dewi.get("/admin").text
    page = dewi.get("/admin/identities").text
    assert "Gangguan" not in page
    assert "Tidak ada. Semua pegawai yang datang dapat masuk." in page
    assert "Belum ada. Akun terhubung saat orang pertama kali masuk." in page


def test_links_are_listed_by_name_and_never_by_subject(dewi: Browser, make: Make) -> None:
    linked(make, "Sari", "subject-of-sari")
    linked(make, "Budi", "subject-of-budi")
    page = dewi.get("/admin/identities").text
    assert all(name in page for name in ("Sari", "Budi", "ASN Digital"))
    assert "subject-of" not in page
    page = dewi.get("/admin/identities?q=sar").text
    assert ("Sari" in page, "Budi" in page) == (True, False)


def test_who_was_not_let_in_is_listed_for_thirty_days(dewi: Browser, make: Make) -> None:
    sari = linked(make, "Sari")
    with given.world(frozen=given.now() - timedelta(days=31)):
        refused(Doubt.NUMBER)
        refused(Doubt.NONCE)
    refused(Doubt.TAKEN, sari.ref)
    refused(Doubt.UNKNOWN)
    rows = dewi.page("/admin/identities").select("#h-turned ~ ul li b")
    assert sorted(row.text for row in rows) == [
        "NIP tidak ada dalam data pegawai", "Pegawai sudah terhubung dengan akun lain",
    ]  # fmt: skip
    assert dewi.page("/admin/identities").select(f"a[href='/admin/identities/{sari.ref}']")


def test_what_went_wrong_on_the_way_is_told_kind_by_kind(dewi: Browser) -> None:
    for doubt in (Doubt.UNREACHABLE, Doubt.NONCE, Doubt.UNREACHABLE):
        refused(doubt)
    rows = [row.text for row in dewi.page("/admin/identities").select("#h-wrong ~ ul li")]
    assert sorted(row.partition(",")[0] for row in rows) == [
        "Jawaban untuk kunjungan lainASN Digital · 1 kali",
        "Penyedia tidak dapat dihubungiASN Digital · 2 kali",
    ]


def test_a_link_is_undone_with_a_reason_and_its_sessions_end(dewi: Browser, make: Make) -> None:
    sari = linked(make, "Sari")
    hers = Browser(sari)
    with transaction() as session:
        session.exec(select(SignIn).where(SignIn.person_id == sari.id)).one().issuer = ISSUER
    other = Browser(sari)
    form = {"issuer": ISSUER, "reason": "Akun lama diganti penyedia."}
    answer = dewi.post(f"/admin/identities/{sari.ref}", form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/identities")
    assert hers.client.get("/proposals").status_code == 303
    assert other.client.get("/proposals").status_code == 200
    with transaction(writes=False) as session:
        assert session.exec(select(Identity)).all() == []
        event = session.exec(select(Event).where(Event.act == Act.UNLINK_IDENTITY)).one()
    assert event.subject_id == sari.id
    assert event.facts == {"method": "provider", "reason": "Akun lama diganti penyedia."}


def test_without_a_reason_nothing_is_undone(dewi: Browser, make: Make) -> None:
    sari = linked(make, "Sari")
    answer = dewi.post(f"/admin/identities/{sari.ref}", {"issuer": ISSUER, "reason": ""})
    assert answer.status_code == 422
    assert "Bagian ini perlu diisi." in answer.text
    with transaction(writes=False) as session:
        assert len(session.exec(select(Identity)).all()) == 1


def test_of_two_accounts_only_the_chosen_one_is_undone(dewi: Browser, make: Make) -> None:
    sari = linked(make, "Sari")
    other = "https://inapas.example.go.id"
    row = Identity(issuer=other, subject="x", person_id=sari.id, linked_at=given.now())
    make.save(row)
    page = dewi.page(f"/admin/identities/{sari.ref}")
    assert len(page.select("input[type=radio]")) == 2
    dewi.post(f"/admin/identities/{sari.ref}", {"issuer": other, "reason": "Keliru."})
    with transaction(writes=False) as session:
        assert [link.issuer for link in session.exec(select(Identity)).all()] == [ISSUER]


def test_what_is_not_linked_cannot_be_undone(dewi: Browser, make: Make) -> None:
    sari, joko = linked(make, "Sari"), make.person("Joko")
    form = {"issuer": "https://elsewhere.example", "reason": "Keliru."}
    assert dewi.post(f"/admin/identities/{sari.ref}", form).status_code == 404
    assert dewi.get(f"/admin/identities/{joko.ref}").status_code == 404


@pytest.mark.usefixtures("dewi")
@pytest.mark.parametrize("role", [None, Role.SECRETARIAT, Role.AUDITOR, Role.PERSONNEL])
def test_to_others_it_is_not_there(make: Make, role: Role | None) -> None:
    sari = linked(make, "Sari")
    browser = Browser(make.with_role("Joko", role) if role else sari)
    form = {"issuer": ISSUER, "reason": "Ingin."}
    assert browser.get("/admin/identities").status_code == 404
    assert browser.get(f"/admin/identities/{sari.ref}").status_code == 404
    assert browser.post(f"/admin/identities/{sari.ref}", form).status_code == 404


def test_a_list_asks_the_database_as_often_for_three_as_for_one(
    dewi: Browser, make: Make, asked: list[str]
) -> None:
    counts = []
    for name in ("Sari", "Budi", "Tono"):
        person = linked(make, name, name)
        refused(Doubt.TAKEN, person.ref)
        refused(Doubt.NONCE)
        asked.clear()
        dewi.get("/admin/identities")
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_an_event_of_another_kind_at_the_provider_is_no_refusal(dewi: Browser) -> None:
    refused(Doubt.UNKNOWN)
    with transaction() as session:
        subject = session.exec(select(Event.subject_id).where(Event.act == Act.REFUSE_IDENTITY))
        record(session, Act.SIGN_OUT, None, subject.one(), reason="unknown")
    assert len(dewi.page("/admin/identities").select("#h-turned ~ ul li")) == 1


def test_the_part_for_ones_own_page_says_what_is_linked_or_that_nothing_is(
    dewi: Browser, make: Make
) -> None:
    assert dewi
    part = environment.get_template("identities/list.html")
    with transaction(writes=False) as session:
        told = part.render(links=links_of(session, linked(make, "Sari").id))
        nothing = part.render(links=links_of(session, make.person("Joko").id))
    assert "Akun ASN Digital" in told
    assert "terhubung sejak Rabu, 25 Nov 2026" in told
    assert "Belum ada akun dari penyedia lain" in nothing
