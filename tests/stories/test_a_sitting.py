"""A plenary in a real browser: people come in, an entry is moved, two sign."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from ideas.given import new_secret
from ideas.jobs.worker import work_once
from ideas.staff.people.models import Person
from tests.bed.axe import axe
from tests.bed.browser import shoot, window
from tests.browsing import sign_in
from tests.deciding.plenaries.hall import WHY, Hall
from tests.factories import Make
from tests.stories.world import HOST, serving

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def home(database: str) -> Iterator[str]:  # noqa: ARG001 -- the world
    with socket.create_server((HOST, 0)) as listener, serving(listener):
        yield f"http://{HOST}:{listener.getsockname()[1]}"


@contextmanager
def signed_in(chrome: Browser, home: str, person: Person, **facts: Any) -> Iterator[Page]:
    secret = new_secret()
    sign_in(person, secret)
    with window(chrome, home, **facts) as page:
        page.context.add_cookies([{"name": "wadah", "value": secret, "url": home}])
        yield page


def seen(page: Page, name: str) -> None:
    assert axe(page) == []
    shoot(page, f"plenary-{name}")


def test_a_panel_sits_together(make: Make, home: str, chrome: Browser, script: bool) -> None:
    hall, mode = Hall(make), {"script": script, "scheme": "light" if script else "dark"}
    for who, does in (
        (hall.dewi, _gather), (hall.judges[0], _ask), (hall.surya, _count_and_sign),
        (hall.judges[0], _close),
    ):  # fmt: skip
        with signed_in(chrome, home, who, **mode) as page:
            page.goto(hall.url)
            does(page, hall)


def _gather(page: Page, hall: Hall) -> None:
    seen(page, "first-day")
    for person in hall.room:
        page.get_by_role("button", name=f"Catat hadir {person.name}").click()
        page.get_by_role("button", name=f"Catat pulang {person.name}").wait_for()
    seen(page, "gathered")


def _ask(page: Page, _hall: Hall) -> None:
    page.get_by_role("link", name="Gagasan 2").click()
    page.get_by_label("Pindahkan tepat di atas").select_option(label="2. Gagasan 1")
    page.get_by_label("Alasan").fill(WHY)
    seen(page, "entry")
    page.get_by_role("button", name="Ajukan perubahan").click()
    page.get_by_text("Usul tercatat.").first.wait_for()


def _count_and_sign(page: Page, _hall: Hall) -> None:
    for label, hands in (("Setuju", "3"), ("Tidak setuju", "1"), ("Abstain", "1")):
        page.get_by_label(label, exact=True).fill(hands)
    page.get_by_role("button", name="Catat hasil suara").click()
    page.get_by_text("Jumlah suara harus 4: yang hadir tanpa benturan.").first.wait_for()
    seen(page, "counting")
    page.get_by_label("Abstain", exact=True).fill("0")
    page.get_by_role("button", name="Catat hasil suara").click()
    page.get_by_text("Diterima").first.wait_for()
    page.get_by_text("Selesai, tanda tangani").click()
    page.get_by_role("button", name="Ya, tanda tangani").click()
    page.get_by_text("Surya sudah menandatangani.").wait_for()


def _close(page: Page, _hall: Hall) -> None:
    seen(page, "signing")
    page.get_by_role("button", name="Tanda tangani dan tutup sidang").click()
    page.get_by_text("PDF sedang disusun.").wait_for()
    work_once()
    page.reload()
    page.get_by_role("link", name="Unduh berita acara (PDF)").wait_for()
    seen(page, "closed")
