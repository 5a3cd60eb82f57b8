"""Checking a certificate from outside."""

import pytest
from sqlmodel import col, select, update

from ideas.database import transaction
from ideas.deciding.recognition.models import Recognition
from tests.browsing import Browser
from tests.factories import Make
from tests.judged import DECREE, Judged

UNKNOWN = "AAAA-AAAA-AAAA-AAAA"


@pytest.fixture
def code(make: Make) -> str:
    judged = Judged(make)
    Browser(judged.hasan).post(f"{judged.at}/seal", {**DECREE, "release_at": judged.past})
    Browser(judged.melati).post(f"{judged.at}/release")
    with transaction(writes=False) as session:
        return session.exec(
            select(Recognition.code).where(Recognition.person_id == judged.sari.id)
        ).one()


def test_a_genuine_certificate_shows_what_the_record_says(code: str) -> None:
    page = Browser().page(f"/verify/{code}")
    assert page.h1 and page.h1.text == "Piagam ini asli"  # noqa: PT018 -- one fact
    for fact in ("Sari", "Inovator Terbaik I", "SemPelMas", "188/412/2026", code):
        assert fact in page.text


def test_a_code_typed_on_the_telephone_leads_there(code: str) -> None:
    typed = code.lower().replace("-", " ")
    answer = Browser().get(f"/verify?code={typed.replace(' ', '+')}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/verify/{code}")
    assert "Piagam ini asli" in Browser().page(f"/verify/{typed}").text


def test_a_revoked_certificate_says_so_with_the_reason(code: str, make: Make) -> None:
    with transaction() as session:
        session.execute(
            update(Recognition)
            .where(col(Recognition.code) == code)
            .values(revoked_at=make.now, revoke_reason="Karya orang lain.")
        )
    page = Browser().page(f"/verify/{code}")
    assert page.h1 and page.h1.text == "Piagam ini sudah dicabut"  # noqa: PT018 -- one fact
    assert "Karya orang lain." in page.text


@pytest.mark.parametrize("asked", [UNKNOWN, "x", "%3Cscript%3E", "=1+1"])
@pytest.mark.usefixtures("make")
def test_an_unknown_code_gets_a_friendly_page(asked: str) -> None:
    answer = Browser().get(f"/verify/{asked}")
    assert answer.status_code == 404
    assert "Nomor ini tidak kami kenali" in answer.text
    assert "Belum tentu palsu" in answer.text


@pytest.mark.usefixtures("make")
def test_an_incomplete_code_is_kept_and_explained() -> None:
    page = Browser().page("/verify?code=K7Q2-M4XF")
    assert "Nomor ini belum lengkap" in page.text
    assert page.select_one("#f-code[value='K7Q2-M4XF']")
    assert "Nomor ini belum lengkap" not in Browser().page("/verify").text
