"""The plenary: who is there, what may fall on either side, one change with its reason, minutes."""

import io

import pypdf
from playwright.sync_api import expect
from sqlmodel import select

from ideas.database import transaction
from ideas.deciding.outcomes.models import Outcome
from ideas.deciding.plenaries.models import OrderChange
from ideas.jobs.worker import work_once
from ideas.stages import StepKind
from tests.stories.jury import KEYED, Jury
from tests.stories.walking import Walker
from tests.stories.world import it_is

REASON = "Dampaknya terbukti di lapangan, dan biayanya jauh lebih kecil daripada yang tertulis."
HANDS = {"Setuju": "6", "Tidak setuju": "1", "Abstain": "1"}


def the_panel_sits(jury: Jury) -> None:
    it_is("2026-03-13 09:00")
    work_once()
    dewi, surya, ratna = (jury.person(name) for name in ("dewi", "surya", KEYED))
    people_come_in(jury, dewi)
    title = talks_of_what_is_open(jury, surya)
    asks_for_another_place(jury, ratna, title)
    counts_and_signs(jury, surya)
    ratna.opens(sitting(jury), sees="Baca, lalu tanda tangani")
    ratna.presses("Tanda tangani dan tutup sidang", sees="Sidang ditutup.")
    work_once()
    reads_the_minutes(jury, dewi)


def people_come_in(jury: Jury, dewi: Walker) -> None:
    dewi.opens(sitting(jury), sees="Belum kuorum")
    dewi.looks("plenary-first-day")
    for username in ("surya", KEYED, *jury.others()):
        name = jury.people[username].name
        dewi.presses(f"Catat hadir {name}")
        expect(dewi.control(f"Catat pulang {name}")).to_be_visible()
    dewi.sees("8 dari 8 hadir", "Kuorum tercapai")
    dewi.looks("plenary-gathered")


def talks_of_what_is_open(jury: Jury, surya: Walker) -> str:
    """The first line of the agenda is the entry that is least sure of its side."""
    surya.opens(sitting(jury), sees="Perlu dibahas lebih dahulu")
    title = surya.page.locator("#agenda table").first.locator("tbody a").first.inner_text()
    surya.presses(title, sees="Nilai per kriteria")
    surya.presses("Mulai bahas", sees="Pembahasan tercatat.")
    surya.looks("plenary-entry")
    return title


def asks_for_another_place(jury: Jury, ratna: Walker, title: str) -> None:
    ratna.opens(sitting(jury), sees=title)
    ratna.presses(title, sees="Usulkan tempat lain")
    choices = ratna.field("Pindahkan tepat di atas").locator("option").all_inner_texts()
    first = next((text for text in choices if text.startswith("1. ")), "")
    ratna.chooses("Pindahkan tepat di atas", first or choices[2])
    ratna.writes("Alasan", REASON)
    ratna.presses("Ajukan perubahan", sees="Usul tercatat.")


def counts_and_signs(jury: Jury, surya: Walker) -> None:
    surya.opens(sitting(jury), sees="Yang berhak: 8 orang yang hadir tanpa benturan.")
    for label, hands in HANDS.items():
        surya.writes(label, hands)
    surya.looks("plenary-counting")
    surya.presses("Catat hasil suara", sees="Diterima.")
    surya.unfolds("Selesai, tanda tangani")
    surya.presses("Ya, tanda tangani", sees="Satu anggota yang hadir menandatangani juga.")


def reads_the_minutes(jury: Jury, dewi: Walker) -> None:
    dewi.opens(sitting(jury), sees="Berita acara")
    dewi.looks("plenary-closed")
    minutes = pypdf.PdfReader(io.BytesIO(dewi.downloads("Unduh berita acara (PDF)")))
    text = " ".join(" ".join(page.extract_text() for page in minutes.pages).split())
    for words in (REASON, changed(jury), "Surya", jury.people[KEYED].name):
        assert words in text, text


def the_result_says_so(jury: Jury) -> None:
    at = f"/competitions/{jury.competition.ref}/outcome"
    it_is("2026-03-20 09:00")
    work_once()
    it_is_sealed(jury.person("hasan"), at)
    it_is("2026-03-21 09:00")
    melati = jury.person("melati")
    melati.opens(at, sees="Anda orang kedua.")
    melati.presses("Setujui pengumuman", sees="Disetujui.")
    it_is("2026-03-23 10:00")
    work_once()
    with transaction(writes=False) as session:
        outcome = session.exec(select(Outcome)).one().ref
    citizen = jury.person("")
    citizen.opens(f"/outcomes/{outcome}", sees="Diubah sidang pleno")
    citizen.sees(REASON, changed(jury), "Sidang pleno mengubah urutan", "Inovator Terbaik 1")
    citizen.looks("result-with-a-change")


def it_is_sealed(hasan: Walker, at: str) -> None:
    hasan.opens(at, sees="Uji coba pengumuman")
    hasan.sees("diubah sidang pleno, semula peringkat")
    hasan.writes("Nomor keputusan", "188/412/2026")
    hasan.writes("Tanggal keputusan", "2026-03-20")
    hasan.writes("Waktu pengumuman", "2026-03-23T10:00")
    hasan.presses("Segel hasil", sees="Hasil disegel.")


def sitting(jury: Jury) -> str:
    return jury.at(StepKind.PLENARY, "plenaries")


def changed(jury: Jury) -> str:
    """The title of the entry that was moved."""
    with transaction(writes=False) as session:
        moved = session.exec(select(OrderChange)).one().entry_id
    return next(entry.title for entry in jury.entries if entry.id == moved)
