"""Somebody comes in by the agency's own sign-in, in a real browser, and leaves both ways."""

import json
import socket
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from ideas import given
from ideas.outside import directory
from ideas.settings import settings
from ideas.staff.people.models import PersonNumber
from tests.bed.axe import axe
from tests.bed.browser import complaints, shoot, window
from tests.bed.oidc import CLIENT_ID, CLIENT_SECRET, provider
from tests.factories import Make
from tests.stories.world import HOST, serving

NIP = "199603142020122901"
ACCOUNTS = {
    "sari": {"sub": "sub-of-sari", "name": "Sari", "nip": NIP},
    "unknown": {"sub": "sub-of-nobody", "name": "Nobody", "nip": "199603142020122902"},
}


@pytest.fixture
def elsewhere(
    database: str,  # noqa: ARG001 -- it makes the world
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[tuple[str, str]]:
    """The addresses of the product and of the provider, both alive."""
    with socket.create_server((HOST, 0)) as listener, given.world():
        home = f"http://{HOST}:{listener.getsockname()[1]}"
        door = f"{home}/signin/asn"
        with provider(
            ACCOUNTS, redirect_uris=[f"{door}/return"], after_logout=[f"{door}/left"],
            backchannel_logout_uri=f"{door}/logout", backchannel_logout_session_required=True,
        ) as issuer:  # fmt: skip
            asn = {
                "key": "asn", "name": "ASN Digital", "issuer": issuer, "client": CLIENT_ID,
                "secret": CLIENT_SECRET, "scopes": "openid profile personnel",
            }  # fmt: skip
            monkeypatch.setenv("IDEAS_ADDRESS", home)
            monkeypatch.setenv("IDEAS_PROVIDERS", json.dumps([asn]))
            settings.cache_clear()
            directory.forget()
            make = Make()
            sari = make.person("Sari Puspakirana")
            make.save(PersonNumber(number=NIP, person_id=sari.id, since=date(2020, 12, 1)))
            with serving(listener):
                yield home, issuer


@pytest.fixture
def page(elsewhere: tuple[str, str], chrome: Browser, script: bool) -> Iterator[Page]:
    home, issuer = elsewhere
    with window(chrome, home, script=script, friends=[issuer]) as page:
        yield page
        assert complaints(page) == []


def signs_in(page: Page, username: str) -> None:
    page.goto("/signin?next=/competitions")
    assert axe(page) == []
    page.get_by_role("link", name="Masuk dengan ASN Digital").click()
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_role("button", name="Masuk").click()


def looks(page: Page, name: str) -> None:
    shoot(page, name)
    assert axe(page) == []


def test_in_by_the_provider_and_out_of_both(page: Page, elsewhere: tuple[str, str]) -> None:
    home, issuer = elsewhere
    signs_in(page, "sari")
    expect(page).to_have_url(f"{home}/competitions")
    expect(page.get_by_text("Akun Anda terhubung dengan ASN Digital.")).to_be_visible()
    looks(page, "arrived")
    page.locator("header summary").click()
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url(f"{issuer}/**")
    page.get_by_role("button", name="Keluar").click()
    expect(page).to_have_url(f"{home}/")
    expect(page.get_by_text("keluar dari Wadah dan dari ASN Digital.")).to_be_visible()
    looks(page, "left")
    page.goto("/proposals")
    expect(page).to_have_url(f"{home}/signin?next=/proposals")


def test_out_at_the_provider_is_out_here(page: Page, elsewhere: tuple[str, str]) -> None:
    home, issuer = elsewhere
    signs_in(page, "sari")
    expect(page).to_have_url(f"{home}/competitions")
    page.goto(f"{issuer}/session/end")
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_text("Sudah keluar").first).to_be_visible()
    page.goto("/proposals")
    expect(page).to_have_url(f"{home}/signin?next=/proposals")


def test_who_is_unknown_reads_whom_to_ask(page: Page, elsewhere: tuple[str, str]) -> None:
    signs_in(page, "unknown")
    expect(page.get_by_role("heading", name="Belum dapat masuk")).to_be_visible()
    expect(page.get_by_text("Hubungi pengelola kepegawaian")).to_be_visible()
    looks(page, "refused")
    page.get_by_role("link", name="Ke halaman masuk").click()
    expect(page).to_have_url(f"{elsewhere[0]}/signin")
