"""Keeping apart in a real browser: a judge signs the list, the organisers decide and look ahead."""

import socket
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlmodel import col, select

from ideas.database import transaction
from ideas.judging.panels.models import Assignment
from ideas.permissions import Role
from ideas.staff.organisation.models import Unit
from tests.bed.axe import axe
from tests.bed.browser import DESK, PHONE, shoot
from tests.factories import Make
from tests.judging.conflicts.moving import guard, moves_to
from tests.judging.panels.hall import Hall
from tests.stories.test_files import signed_in
from tests.stories.walking import TOO_WIDE
from tests.stories.world import HOST, serving

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
LOOKS = pytest.mark.parametrize("scheme", ["light", "dark"])
Scheme = Literal["light", "dark"]


@pytest.fixture
def home(database: str) -> Iterator[str]:  # noqa: ARG001 -- the world
    with socket.create_server((HOST, 0)) as listener, serving(listener):
        yield f"http://{HOST}:{listener.getsockname()[1]}"


def looks(page: Page, name: str) -> None:
    """Nothing for axe, nothing wider than the screen. And a picture of it."""
    shoot(page, f"conflicts/{name}")
    for view in (PHONE, DESK):
        page.set_viewport_size(view)
        assert page.evaluate(TOO_WIDE) <= 0, (name, view)
    assert axe(page) == []


@pytest.mark.parametrize("script", [True, False])
def test_a_judge_signs_the_list_and_reads_on(
    make: Make, home: str, chrome: Browser, *, script: bool
) -> None:
    hall = Hall(make, entries=6)
    hall.assign(declared=False)
    with signed_in(chrome, home, hall.judges[0], script=script) as page:
        page.goto("/reviews")
        page.locator("main .btn-main").click()
        expect(page.locator("h1")).to_have_text("Pernyataan sebelum menilai")
        looks(page, f"declaration-{script}")
        page.get_by_role("button", name="Tanda tangani").click()
        expect(page.locator("main")).to_contain_text("Tandai pernyataan ini")
        page.locator("main select").first.select_option("declared")
        page.get_by_label("Saya menyatakan").check()
        page.get_by_role("button", name="Tanda tangani").click()
        expect(page.locator("main")).to_contain_text("Nilai 3 usulan lagi")
        page.locator("main .btn-main").click()
        expect(page.locator("main")).to_contain_text("Nilai Anda")


@LOOKS
def test_the_organisers_see_why_decide_and_look_ahead(
    make: Make, home: str, chrome: Browser, scheme: Scheme
) -> None:
    hall = Hall(make, entries=8, judges=4)
    hall.assign()
    near(hall)
    with signed_in(chrome, home, hall.dewi, scheme=scheme) as page:
        page.goto(hall.url)
        decides(page)
        expect(page.locator("main")).to_contain_text("Dipisahkan panitia: 1")
        for fold in page.locator("[aria-labelledby=apart] details").all():
            fold.evaluate("node => node.open = true")
        looks(page, f"panel-{scheme}")
        page.get_by_role("link", name="Periksa calon juri lebih dahulu").click()
        looks_ahead(page)
        page.goto(f"{page.url}&q=Calon")
        looks(page, f"candidates-{scheme}")


def decides(page: Page) -> None:
    page.locator("summary", has_text="Putuskan sendiri").click()
    page.get_by_role("combobox", name="Juri", exact=True).select_option(label="Ratna")
    page.get_by_role("combobox", name="Usulan", exact=True).select_option(label="Gagasan 3")
    page.get_by_label("Pisahkan").check()
    page.get_by_label("Alasan").fill("Bersengketa di pengadilan.")
    page.get_by_role("button", name="Catat keputusan").click()


def looks_ahead(page: Page) -> None:
    page.get_by_label("Nama pegawai").fill("Calon")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name="Periksa Calon Dekat").click()
    expect(page.locator("main tbody")).to_contain_text("7 dari 8")


def near(hall: Hall) -> None:
    """One sheet is in quarantine, and somebody who could be asked works beside a team."""
    with transaction(writes=False) as session:
        unit = session.get_one(Unit, hall.entries[0].unit_id)
        drawn = select(Assignment).where(col(Assignment.entry_id) == hall.entries[1].id)
        judge_id = session.exec(drawn).first().judge_id  # type: ignore[union-attr] # it was drawn
    moves_to(next(j for j in hall.judges if j.id == judge_id), hall.entries[1])
    guard()
    hall.make.person("Calon Dekat", unit=unit)
    hall.make.person("Calon Jauh")
    hall.make.with_role("Ketua", Role.CHAIR, hall.competition)
