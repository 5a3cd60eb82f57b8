"""Scoring in a real browser: by keys alone, with the line cut, with and without scripts."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from sqlmodel import col, select

from ideas.database import transaction
from ideas.judging.panels.models import Assignment
from ideas.judging.reviews.models import Mark
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from ideas.standing import Role
from tests.bed.axe import axe
from tests.bed.browser import DESK, PHONE, chromium, window
from tests.bed.serving import Server
from tests.factories import Make
from tests.stories.test_writing_together import battery_dies, cookie, reopened

# Neither keys nor lines know which database it is.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

SAVED = "Tersimpan pukul"
REASON = "Sudah dipakai di tiga kecamatan sejak Maret."


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@dataclass
class Desk:
    """Ratna has three entries to score."""

    home: str
    ratna: Person
    sheets: Sequence[Assignment]

    def marks(self, sheet: int = 0) -> dict[str, tuple[int | None, str]]:
        """What stands on a sheet, criterion by criterion."""
        with transaction(writes=False) as session:
            own = select(Mark).where(col(Mark.assignment_id) == self.sheets[sheet].id)
            found = {mark.criterion: (mark.value, mark.reason) for mark in session.exec(own)}
        return {key: said for key, said in found.items() if said != (None, "")}

    def at(self, sheet: int = 0) -> str:
        return f"/reviews/{self.sheets[sheet].ref}"


@pytest.fixture
def desk(server: Server) -> Desk:
    return laid(server, entries=3)


def laid(server: Server, *, entries: int) -> Desk:
    """A panel that is open, with this many entries on Ratna's desk."""
    make = Make()
    competition = make.competition(at=StepKind.PANEL)
    ratna = make.with_role("Ratna", Role.JUDGE, competition)
    found = [
        make.entry(make.person(f"Ketua {n}"), competition, at=StepKind.PANEL, title=f"Gagasan {n}")
        for n in range(entries)
    ]
    sheets = [make.assignment(entry, ratna, place=n) for n, entry in enumerate(found, 1)]
    return Desk(f"http://127.0.0.1:{server.port}", ratna, sheets)


def opened(chrome: Browser, desk: Desk, windows: ExitStack, **how: object) -> Page:
    page = windows.enter_context(window(chrome, desk.home, **how))  # type: ignore[arg-type] # a view or a switch
    page.context.add_cookies([cookie(desk.ratna, desk.home)])
    page.goto(desk.at())
    return page


def test_a_sheet_is_scored_by_keys_alone_and_the_next_one_comes(
    chrome: Browser, desk: Desk
) -> None:
    with ExitStack() as windows:
        page = opened(chrome, desk, windows, view=DESK)
        for key in ("j", "5", "Tab"):
            page.keyboard.press(key)
        page.keyboard.type(f"{REASON} j5")
        page.keyboard.press("Shift+Tab")
        for key in ("j", "3", "k"):
            page.keyboard.press(key)
        expect(page.locator("#f-mark-dampak-5")).to_be_focused()
        expect(page.locator("[data-saved]")).to_contain_text(SAVED)
        page.keyboard.press("Control+Enter")
        expect(page.locator("h1")).to_contain_text(desk.sheets[1].ref[:4])
    assert desk.marks() == {"dampak": (5, f"{REASON} j5"), "baru": (3, "")}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_twenty_entries_take_one_page_load_each(
    chrome: Browser, server: Server, script: bool
) -> None:
    desk, loads = laid(server, entries=20), list[str]()
    with ExitStack() as windows:
        page = opened(chrome, desk, windows, view=DESK, script=script)
        page.goto("about:blank")
        page.on("request", lambda asked: loads.append(f"{asked.method} {page_of(asked)}"))
        page.goto(desk.home + "/reviews")
        page.locator("main .btn-main").click()
        for sheet in desk.sheets:
            expect(page.locator("h1")).to_contain_text(sheet.ref[:4])
            for key in ("dampak", "baru"):
                page.locator(f"#f-mark-{key}-3").check(force=True)
            page.locator("summary", has_text="Kunci nilai").click()
            page.get_by_role("button", name="Ya, kunci nilai").click()
        expect(page.locator("main")).to_contain_text("20")
    sheets = [f"GET {desk.at(n)}" for n in range(20)]
    assert [load for load in loads if load.startswith("GET /")] == [
        "GET /reviews",
        *sheets,
        "GET /reviews",
    ]


def page_of(asked: Request) -> str:
    """The address of a whole page; nothing for what a page brings along."""
    return urlsplit(asked.url).path if asked.is_navigation_request() else ""


def test_the_next_sheet_comes_by_keys_before_anything_has_the_focus(
    chrome: Browser, desk: Desk
) -> None:
    with ExitStack() as windows:
        page = opened(chrome, desk, windows, view=DESK)
        assert page.evaluate("document.activeElement === document.body")
        page.keyboard.press("Control+Enter")
        expect(page.locator("h1")).to_contain_text(desk.sheets[1].ref[:4])


def test_the_single_keys_can_be_switched_off(chrome: Browser, desk: Desk) -> None:
    with ExitStack() as windows:
        page = opened(chrome, desk, windows, view=DESK)
        page.keyboard.press("?")
        expect(page.locator("details.keys")).to_have_attribute("open", "")
        page.get_by_role("button", name="Pintasan menyala").click()
        page.reload()
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement === document.body")
        page.locator("details.keys summary").click()
        page.get_by_role("button", name="Pintasan mati").click()
        page.keyboard.press("j")
        expect(page.locator("#f-mark-dampak")).to_be_focused()


def test_with_the_line_cut_nothing_is_lost(chrome: Browser, desk: Desk) -> None:
    with ExitStack() as windows:
        page = opened(chrome, desk, windows)
        page.context.set_offline(True)
        page.get_by_label("4", exact=True).first.check(force=True)
        page.locator("#f-mark-dampak-reason").fill(REASON)
        expect(page.locator("[data-saved]").first).to_contain_text("Tidak tersambung")
        page.get_by_role("button", name="Simpan dan berikutnya").click()
        expect(page.locator("h1")).to_contain_text(desk.sheets[0].ref[:4])
        assert desk.marks() == {}
        page.context.set_offline(False)
        expect(page.locator("[data-saved]").first).to_contain_text(SAVED)
    assert desk.marks() == {"dampak": (4, REASON)}


def test_what_a_lost_window_held_comes_back(chrome: Browser, desk: Desk) -> None:
    with ExitStack() as windows:
        page = opened(chrome, desk, windows)
        page.context.set_offline(True)
        page.get_by_label("2", exact=True).first.check(force=True)
        page.locator("#f-note_team").fill("Tunjukkan angkanya.")
        expect(page.locator("[data-saved]").first).to_contain_text("Tidak tersambung")
        battery_dies(page)
        again = reopened(page)
        again.context.set_offline(False)
        again.goto(desk.at())
        expect(again.locator(".kept")).to_contain_text("sudah kami kembalikan")
        expect(again.locator("[data-saved]").first).to_contain_text(SAVED)
        expect(again.locator("#f-note_team")).to_have_value("Tunjukkan angkanya.")
    assert desk.marks() == {"dampak": (2, "")}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_desk_is_sound_on_a_phone_and_by_night(
    chrome: Browser, desk: Desk, script: bool
) -> None:
    for view, scheme in ((PHONE, "light"), (DESK, "dark")):
        with ExitStack() as windows:
            page = opened(chrome, desk, windows, view=view, script=script, scheme=scheme)
            assert axe(page) == []
            page.goto("/reviews?show=new")
            assert axe(page) == []
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= view["width"]


def test_without_scripts_a_sheet_is_locked_by_tab_and_enter(chrome: Browser, desk: Desk) -> None:
    with ExitStack() as windows:
        page = opened(chrome, desk, windows, view=DESK, script=False)
        page.locator("#f-mark-dampak-4").focus()
        page.keyboard.press("Space")
        page.locator("#f-mark-baru-3").focus()
        page.keyboard.press("Space")
        page.locator("summary", has_text="Kunci nilai").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Ya, kunci nilai").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#flash")).to_contain_text("terkunci")
    assert desk.marks() == {"dampak": (4, ""), "baru": (3, "")}
