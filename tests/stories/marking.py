"""Sheets: by keys alone at her desk, and as forms over the wire by the seven others."""

from collections import Counter

from playwright.sync_api import expect

from ideas.database import transaction
from ideas.judging.reviews.queries import marks_of
from tests.bed.browser import complaints
from tests.stories.jury import ENTRIES, KEYED, PANELS, WHY, Jury
from tests.stories.unscripted import Unscripted
from tests.stories.walking import Walker

ASSENT = "Saya menyatakan"
TITLES = {"dampak": "Dampak", "baru": "Kebaruan"}
NEXT, LOCK = "Simpan dan berikutnya", "Ya, kunci nilai"
UNSENT = "Ini ditulis saat sambungan terputus."
OFFLINE = "Tidak tersambung. Tulisan Anda aman di perangkat ini."


def signs(judge: Walker) -> None:
    """A list without names, and one's word on it."""
    judge.sees("Periksa", "usulan, lalu tanda tangani")
    judge.misses("Penggagas")
    judge.looks("declaration")
    judge.ticks(ASSENT)
    judge.presses("Tanda tangani", sees="Pernyataan Anda tersimpan.")


def begins(judge: Walker) -> None:
    """From the desk to the first open sheet, or to the list that is signed before it."""
    judge.opens("/reviews", sees="Anda membaca tanpa nama.")
    follows_main(judge)


def follows_main(judge: Walker) -> None:
    """Where the one main button of a page leads."""
    here = judge.page.url
    judge.presses(judge.main.locator(".btn-main").first.inner_text())
    judge.page.wait_for_url(lambda url: url != here)


def marks(jury: Jury, judge: Walker, reason: str = WHY) -> None:
    """Score the sheet that is open, and say why."""
    judge.sees("Nilai Anda")
    title = judge.page.locator("#copy").inner_text()
    for key, mark in jury.marks(judge.username, title).items():
        if jury.story.script:
            judge.page.keyboard.press("j")
            judge.page.keyboard.press(str(mark))
        else:
            judge.ticks(str(mark), of=f"Nilai untuk {TITLES[key]}")
        judge.page.keyboard.press("Tab")
        judge.types(reason)
        judge.page.keyboard.press("Shift+Tab")


def saves_and_goes_on(jury: Jury, judge: Walker) -> None:
    here = judge.page.url
    if jury.story.script:
        judge.sees("2 dari 2 kriteria dinilai", "Tersimpan pukul")
        judge.page.keyboard.press("Control+Enter")
    else:
        judge.presses(NEXT)
    judge.page.wait_for_url(lambda url: url != here)
    judge.sees("Nilai sementara tersimpan.")


def locks(judge: Walker) -> None:
    here = judge.page.url
    judge.unfolds("Kunci nilai")
    judge.presses(LOCK)
    judge.page.wait_for_url(lambda url: url != here)
    judge.sees("terkunci.")


def loses_the_line(jury: Jury, judge: Walker) -> None:
    """In the middle of a sheet; every word of it arrives all the same."""
    ref = judge.page.url.split("/")[4]
    judge.page.context.set_offline(True)
    marks(jury, judge, UNSENT)
    if jury.story.script:
        _keeps_on(judge)
        saves_and_goes_on(jury, judge)
    else:
        _sends_again(judge)
    complaints(judge.page).clear()  # the line that was cut on purpose
    assert ref not in judge.page.url
    with transaction(writes=False) as session:
        sheet = next(one for one in jury.of(KEYED) if one.ref == ref)
        assert [mark.reason for mark in marks_of(session, sheet.id).values()] == [UNSENT, UNSENT]


def _keeps_on(judge: Walker) -> None:
    """The page says that it has no line, sends nothing away, and saves once there is one."""
    here = judge.page.url
    judge.sees(OFFLINE)
    judge.page.keyboard.press("Control+Enter")
    judge.looks("sheet-without-a-line")
    assert judge.page.url == here
    judge.page.context.set_offline(False)
    judge.sees("Tersimpan pukul")
    judge.page.reload()
    expect(judge.page.locator("#f-mark-dampak-reason")).to_have_value(UNSENT)


def _sends_again(judge: Walker) -> None:
    """The browser says that there is no line; loading again sends the form once more."""
    with judge.page.expect_event("requestfailed"):
        judge.presses(NEXT)
    judge.page.context.set_offline(False)
    judge.page.reload()
    judge.sees("Nilai sementara tersimpan.")


def finishes(jury: Jury, judge: Walker) -> None:
    """Whatever is still open at her desk: what is complete is locked, the rest is scored first."""
    begins(judge)
    while judge.page.url.split("/")[3:4] != ["reviews"] or not judge.page.url.endswith("/reviews"):
        if "/declarations/" in judge.page.url:
            signs(judge)
            follows_main(judge)
        if not judge.page.locator(".scale :checked").count():
            marks(jury, judge)
        locks(judge)
    judge.sees("Semua nilai Anda terkunci. Terima kasih.")


def signs_the_list(jury: Jury, judge: Unscripted) -> None:
    step = jury.panel.split("/")[2]
    judge.opens(f"/reviews/declarations/{step}")
    if judge.says("Periksa"):
        judge.sends("Tanda tangani", {"signed": "on"})


def sends_sheet(jury: Jury, judge: Unscripted, at: str, button: str = LOCK) -> None:
    """One sheet, filled in on its own page and sent as that page's form; the last one led to it."""
    if judge.at != at:
        judge.opens(at)
    assert judge.says("Nilai Anda"), judge.at
    title = judge.page.select_one("#copy")
    assert title is not None
    fields: dict[str, str] = {}
    for key, mark in jury.marks(judge.username, title.get_text(strip=True)).items():
        fields |= {f"mark-{key}": str(mark), f"mark-{key}-reason": WHY}
    judge.sends(button, fields)


def sends_all(jury: Jury, username: str, *, most: int = 99) -> None:
    """Everything that waits on this judge's desk, locked one by one."""
    judge = jury.browser(username)
    signs_the_list(jury, judge)
    for sheet in [one for one in jury.of(username) if one.state == "open"][:most]:
        sends_sheet(jury, judge, f"/reviews/{sheet.ref}")


def all_begin(jury: Jury) -> None:
    """Two sheets for each entry; she begins by keys, the others over the wire."""
    dewi, ratna = jury.person("dewi"), jury.person(KEYED)
    dewi.opens(jury.panel, sees="Bagi usulan kepada juri")
    dewi.looks("panel-to-divide")
    dewi.presses("Bagi usulan", sees=f"{2 * ENTRIES} lembar nilai dibagikan kepada para juri.")
    each_is_read_across(jury)
    begins(ratna)
    signs(ratna)
    follows_main(ratna)
    ratna.sees("Nama disamarkan")
    ratna.misses("Penggagas")
    marks(jury, ratna)
    ratna.looks("sheet-scored")
    saves_and_goes_on(jury, ratna)
    loses_the_line(jury, ratna)
    for username in jury.others():
        sends_all(jury, username, most=3 if username == "intan" else 6)


def each_is_read_across(jury: Jury) -> None:
    """Ten each, and of either panel one on every entry."""
    of = {jury.people[name].id: panel for panel, names in PANELS.items() for name in names}
    sheets = jury.sheets()
    assert set(Counter(sheet.judge_id for sheet in sheets).values()) == {2 * ENTRIES // 8}
    across = {(sheet.entry_id, of[sheet.judge_id]) for sheet in sheets}
    assert len(across) == len(sheets) == 2 * ENTRIES
