"""Sheets: by keys alone at her desk, and as forms over the wire by the seven others."""

from playwright.sync_api import expect

from ideas.database import transaction
from ideas.reviews.queries import marks_of
from tests.bed.browser import complaints
from tests.stories.jury import KEYED, WHY, Jury
from tests.stories.unscripted import Unscripted
from tests.stories.walking import Walker

ASSENT = "Saya menyatakan"
TITLES = {"dampak": "Dampak", "baru": "Kebaruan"}
NEXT, LOCK = "Simpan dan berikutnya", "Ya, kunci nilai"
OFFLINE = "Tidak tersambung. Tulisan Anda aman di perangkat ini."


def signs(judge: Walker) -> None:
    """A list without names, and one's word on it."""
    judge.sees("Periksa", "usulan, lalu tanda tangani")
    judge.misses("Penggagas")
    judge.looks("declaration")
    judge.ticks(ASSENT)
    judge.presses("Tanda tangani", sees="Pernyataan Anda tersimpan.")


def begins(judge: Walker) -> None:
    """From the desk to the first open sheet, by the one main button of each page."""
    judge.opens("/reviews", sees="Anda membaca tanpa nama.")
    follows_main(judge)


def follows_main(judge: Walker) -> None:
    judge.presses(judge.main.locator(".btn-main").first.inner_text())


def marks(jury: Jury, judge: Walker, reason: str = WHY) -> str:
    """Score the sheet that is open, and say why; its title."""
    judge.sees("Nilai Anda", "Nama disamarkan")
    judge.misses("Penggagas")
    title = judge.page.locator("#copy").inner_text()
    for key, mark in jury.marks(title).items():
        if jury.story.script:
            judge.page.keyboard.press("j")
            judge.page.keyboard.press(str(mark))
        else:
            judge.ticks(str(mark), of=f"Nilai untuk {TITLES[key]}")
        judge.page.keyboard.press("Tab")
        judge.page.keyboard.type(reason)
        judge.page.keyboard.press("Shift+Tab")
    return title


def saves_and_goes_on(jury: Jury, judge: Walker) -> None:
    if jury.story.script:
        judge.sees("2 dari 2 kriteria dinilai", "Tersimpan pukul")
        judge.page.keyboard.press("Control+Enter")
    else:
        judge.presses(NEXT)
    judge.sees("Nilai sementara tersimpan.")


def locks(judge: Walker) -> None:
    judge.unfolds("Kunci nilai")
    judge.presses(LOCK, sees="terkunci.")


def loses_the_line(jury: Jury, judge: Walker) -> None:
    """In the middle of a sheet; nothing of it is lost, and that is told."""
    here, words = judge.page.url, "Ini ditulis saat sambungan terputus."
    judge.page.context.set_offline(True)
    marks(jury, judge, words)
    (_keeps_on if jury.story.script else _goes_back)(judge, here, words)
    complaints(judge.page).clear()  # the line that was cut on purpose
    saves_and_goes_on(jury, judge)
    with transaction(writes=False) as session:
        sheet = next(one for one in jury.of(KEYED) if one.ref == here.split("/")[4])
        assert [mark.reason for mark in marks_of(session, sheet.id).values()] == [words, words]


def _keeps_on(judge: Walker, here: str, words: str) -> None:
    """The page says that it has no line, sends nothing away, and saves once there is one."""
    judge.sees(OFFLINE)
    judge.page.keyboard.press("Control+Enter")
    judge.looks("sheet-without-a-line")
    assert judge.page.url == here
    judge.page.context.set_offline(False)
    judge.sees("Tersimpan pukul")
    judge.page.reload()
    expect(judge.page.locator("#f-mark-dampak-reason")).to_have_value(words)


def _goes_back(judge: Walker, here: str, words: str) -> None:
    """The browser says that there is no line; one step back stands the sheet, as it was typed."""
    judge.presses(NEXT)
    judge.page.wait_for_url("chrome-error://**")
    judge.page.context.set_offline(False)
    judge.page.go_back()
    assert judge.page.url == here
    expect(judge.page.locator("#f-mark-dampak-reason")).to_have_value(words)


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
    """One sheet, filled in on its own page and sent as that page's form."""
    judge.opens(at)
    assert judge.says("Nilai Anda"), judge.at
    title = judge.page.select_one("#copy")
    assert title is not None
    fields = {}
    for key, mark in jury.marks(title.get_text(strip=True)).items():
        fields |= {f"mark-{key}": str(mark), f"mark-{key}-reason": WHY}
    judge.sends(button, fields)


def sends_all(jury: Jury, username: str, *, most: int = 99) -> None:
    """Everything that waits on this judge's desk, locked one by one."""
    judge = jury.browser(username)
    signs_the_list(jury, judge)
    for sheet in [one for one in jury.of(username) if one.state == "open"][:most]:
        sends_sheet(jury, judge, f"/reviews/{sheet.ref}")
