"""Writing in real browsers: two hands at once, and the end of everything at thirty moments."""

import os
import random
import re
import signal
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from ideas import given
from ideas.database import transaction
from ideas.staff.people.models import Person
from ideas.writing.proposals.models import Proposal
from tests.bed.axe import axe
from tests.bed.browser import QUIET, WATCHES, chromium, complaints, program, window
from tests.bed.serving import Server
from tests.browsing import sign_in
from tests.factories import Make

SEED = 20261123
MOMENTS = int(os.environ.get("WADAH_KILLS", "15"))  # on each database
LONGEST = 1400  # milliseconds between the last word and the end; a page saves after 900
BRIEFLY = 200
WAITS = 0.5  # how often she sees that it is saved before the end
CLOSED = 0.5  # how often she closes the window while the line is down
SAID = """
new MutationObserver(() => {
  const mark = document.querySelector('[data-saved] span');
  const text = document.querySelector('#f-summary')?.value;
  if (mark?.textContent.startsWith('Tersimpan pukul')) window.said(text);
}).observe(document, {subtree: true, childList: true, characterData: true});
"""


def cookie(person: Person, home: str) -> Any:
    secret = given.new_secret()
    sign_in(person, secret)
    return {"name": "wadah", "value": secret, "url": home}


def stored(row: Proposal) -> Proposal:
    with transaction(writes=False) as session:
        return session.get_one(Proposal, row.id)


@dataclass
class Writer:
    """Sari in a browser that keeps its profile on the disk. `said`: what the page called saved."""

    row: Proposal
    home: str
    cookie: Any
    profile: Path
    chance: random.Random
    playwright: Any
    said: list[str] = field(default_factory=list)
    words: int = 0
    context: BrowserContext | None = None
    page: Page | None = None

    def hears(self, text: str) -> None:
        self.said.append(text)

    def promised(self) -> set[str]:
        """The words that the page last called saved."""
        return set(self.said[-1].split()) if self.said else set()

    def held(self) -> set[str]:
        assert self.page
        return set(self.page.locator("#f-summary").input_value().split())

    def closes(self) -> None:
        assert self.context
        self.context.close()

    def opens(self) -> None:
        """A window of hers, if none is left; what was called saved is in it."""
        if self.page:
            return
        if self.context is None:
            as_root = [] if os.geteuid() else ["--no-sandbox"]
            self.context = self.playwright.chromium.launch_persistent_context(
                self.profile, executable_path=program(), args=[*QUIET, *as_root], locale="id-ID"
            )
            self.context.add_cookies([self.cookie])
            self.context.add_init_script(SAID)
            self.context.expose_function("said", self.hears)
        self.page = self.context.new_page()
        self.page.goto(f"{self.home}/proposals/{self.row.ref}/edit")
        assert self.held() >= self.promised()

    def types(self) -> None:
        """A word or more, at the end."""
        assert self.page
        self.page.locator("#f-summary").focus()
        self.page.keyboard.press("Control+End")
        for _ in range(self.chance.randint(1, 3)):
            self.words += 1
            self.page.keyboard.insert_text(f" k{self.words}")

    def writes(self) -> None:
        """Then the end comes at any moment, or just when the page has said that they are saved."""
        assert self.page
        self.types()
        waits = self.chance.random() < WAITS
        if waits:
            expect(self.page.locator("[data-saved]")).to_contain_text("Tersimpan pukul")
        self.page.wait_for_timeout(self.chance.randint(0, BRIEFLY if waits else LONGEST))

    def dies(self) -> None:
        """The whole browser at once, as when the battery is empty."""
        pids = started_with(str(self.profile), os.getpid())
        assert len(pids) > 1, "a browser is several processes"
        for pid in pids:
            with suppress(ProcessLookupError):  # it went with its parent
                os.kill(pid, signal.SIGKILL)
        self.context = self.page = None

    def loses_the_line(self) -> None:
        """She writes on without it; the page says so, and what she wrote arrives later."""
        assert self.context
        assert self.page
        self.context.set_offline(True)
        self.types()
        self.page.wait_for_timeout(self.chance.randint(0, BRIEFLY))
        expect(self.page.locator("[data-saved]")).to_contain_text(re.compile("Tidak|Belum"))
        if self.chance.random() < CLOSED:
            self.page.close()
            self.page = None
        self.context.set_offline(False)


def started_with(profile: str, parent: int, *, ours: bool = False) -> list[int]:
    """All processes of the browser with this profile, whoever began them."""
    found = []
    for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        mine = ours or profile in Path(f"/proc/{child}/cmdline").read_bytes().decode()
        found += [int(child)] if mine else []
        found += started_with(profile, int(child), ours=mine)
    return found


def test_whenever_everything_dies_what_was_called_saved_is_there(
    server: Server, tmp_path: Path
) -> None:
    make, chance = Make(), random.Random(SEED)
    sari = make.person("Sari")
    row = make.proposal(sari, summary="awal")
    home = f"http://127.0.0.1:{server.port}"
    with sync_playwright() as playwright:
        writer = Writer(row, home, cookie(sari, home), tmp_path / "profile", chance, playwright)
        ends = {"browser": writer.dies, "server": server.restarts, "line": writer.loses_the_line}
        for _ in range(MOMENTS):
            writer.opens()
            writer.writes()
            ends[chance.choice(sorted(ends))]()
            assert writer.promised() <= set(stored(row).summary.split())
        writer.opens()
        assert len(writer.said) > MOMENTS * WAITS / 2, "there was something to lose"
        writer.closes()


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


class Two:
    """Sari and Budi with one draft, each in a window of their own."""

    def __init__(
        self, chrome: Browser, server: Server, windows: ExitStack, *, script: bool
    ) -> None:
        make = Make()
        self.home = f"http://127.0.0.1:{server.port}"
        sari, budi = make.person("Sari"), make.person("Budi")
        self.row = make.proposal(sari, summary="Warga antre di loket.")
        make.member(self.row, budi)
        self.pages = []
        for person in (sari, budi):
            page = windows.enter_context(window(chrome, self.home, script=script))
            page.context.add_cookies([cookie(person, self.home)])
            page.goto(f"/proposals/{self.row.ref}/edit")
            self.pages.append(page)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_two_people_write_at_once_and_a_clash_is_picked_in_place(
    chrome: Browser, server: Server, script: bool
) -> None:
    with ExitStack() as windows:
        two = Two(chrome, server, windows, script=script)
        sari, budi = two.pages
        budi_writes(budi, title="Surat dari gawai", summary="Warga antre dua jam di loket.")
        sari_meets_him(sari, script=script)
        expect(sari.locator("#f-clash")).to_contain_text("1 bagian perlu Anda pilih.")
        expect(sari.get_by_label("Judul", exact=True)).to_have_value("Surat dari gawai")
        assert axe(sari) == []
        sari.get_by_label("Tulisan Budi saja").check()
        if script:
            shown = sari.locator("#f-summary")
            expect(shown).to_have_value("Warga antre dua jam di loket.")
        sari.get_by_role("button", name="Simpan", exact=True).click()
        expect(sari.locator("#flash")).to_contain_text("tersimpan")
    row = stored(two.row)
    assert (row.title, row.summary) == ("Surat dari gawai", "Warga antre dua jam di loket.")
    assert row.answers["masalah"] == "Antre lama sekali."


def test_unsaved_words_come_back_as_an_offer_and_meet_what_is_new(
    chrome: Browser, server: Server
) -> None:
    with ExitStack() as windows:
        two = Two(chrome, server, windows, script=True)
        sari, budi = two.pages
        sari.context.set_offline(True)
        sari.get_by_label("Masalah").fill("Antre lama sekali.")
        expect(sari.locator("[data-saved]")).to_contain_text("Tidak tersambung")
        battery_dies(sari)
        budi_writes(budi, title="Surat dari gawai")
        again = reopened(sari)
        again.context.set_offline(False)
        again.goto(f"/proposals/{two.row.ref}/edit")
        expect(again.locator(".kept")).to_contain_text("Ada tulisan yang belum tersimpan dari")
        expect(again.locator(".kept ins")).to_have_text("lama sekali.")
        again.get_by_role("button", name="Pakai").click()
        expect(again.locator("#flash")).to_contain_text("Tulisan Anda dan Budi sudah digabung.")
    row = stored(two.row)
    assert (row.title, row.answers["masalah"]) == ("Surat dari gawai", "Antre lama sekali.")


def battery_dies(page: Page) -> None:
    """Closes without a last word: Chromium lets a closing window out of the cut line."""
    page.evaluate("navigator.sendBeacon = () => false")
    page.close()


def budi_writes(budi: Page, *, title: str, summary: str = "") -> None:
    budi.get_by_label("Judul", exact=True).fill(title)
    if summary:
        budi.get_by_label("Ringkasan").fill(summary)
    budi.get_by_role("button", name="Simpan", exact=True).click()
    expect(budi.locator("#flash")).to_contain_text("tersimpan")


def sari_meets_him(sari: Page, *, script: bool) -> None:
    """With scripts the page tells her while she writes; without them, when she saves."""
    sari.get_by_label("Masalah").fill("Antre lama sekali.")
    sari.get_by_label("Ringkasan").fill("Warga antre sejak subuh di loket.")
    button = "Simpan"
    if script:
        expect(sari.locator("form .beside")).to_contain_text("Ada tulisan baru dari Budi.")
        assert axe(sari) == []
        button = "Gabungkan dan simpan"
    sari.get_by_role("button", name=button, exact=True).click()


def reopened(lost: Page) -> Page:
    """A new window of the same browser."""
    page = lost.context.new_page()
    WATCHES[page] = WATCHES[lost]
    complaints(page).clear()
    return page
