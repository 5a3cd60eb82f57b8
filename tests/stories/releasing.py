"""Hasan seals, Melati approves, the clock releases; then everybody may read and check it."""

import io
import re

import pypdf
from sqlmodel import select

from ideas.database import transaction
from ideas.deciding.outcomes.models import Outcome
from ideas.jobs.worker import work_once
from tests.stories.entering import NAME
from tests.stories.walking import Walker
from tests.stories.world import Story, it_is


def it_is_sealed(story: Story) -> None:
    it_is("2026-03-16 09:00")
    hasan, place = story.person("hasan"), f"/competitions/{story.refs['competition']}/outcome"
    hasan.desk_says("Segel hasil", as_="with-a-result-to-seal")
    hasan.presses("Periksa hasil", sees="Uji coba pengumuman")
    hasan.sees("80,00", "60,00", "40,00", "Gagasan Terbaik")
    hasan.looks("seal")
    hasan.writes("Nomor keputusan", "188/112/2026")
    hasan.writes("Tanggal keputusan", "2026-03-16")
    hasan.writes("Waktu pengumuman", "2026-03-21T10:00")
    hasan.presses("Segel hasil", sees="Tidak boleh setelah tahap penetapan ditutup.")
    hasan.looks("seal-too-late")
    hasan.writes("Waktu pengumuman", "2026-03-18T10:00")
    hasan.presses("Segel hasil", sees="Hasil disegel.")
    hasan.looks("sealed")
    it_is("2026-03-17 14:00")
    is_approved(story.person("melati"))
    nobody_else_knows(story, place)


def is_approved(melati: Walker) -> None:
    melati.desk_says("Setujui pengumuman", as_="with-a-result-to-release")
    melati.presses("Periksa hasil", sees="Anda orang kedua.")
    melati.looks("release")
    melati.presses("Setujui pengumuman", sees="Disetujui.")
    melati.sees("Rabu, 18 Mar 2026, 10.00 WIB")
    melati.looks("release-approved")


def nobody_else_knows(story: Story, place: str) -> None:
    """Until the time has come there is no such page, for those who won neither."""
    with transaction(writes=False) as session:
        story.refs["outcome"] = session.exec(select(Outcome)).one().ref
    it_is("2026-03-18 09:59")
    work_once()
    sari = story.person("sari")
    sari.opens(f"/entries/{story.refs['entry']}", sees="Penetapan")
    sari.sees("menunggu pimpinan")
    sari.looks("entry-waits-for-the-decree")
    sari.finds_nothing_at(place)
    for person in (sari, story.person("")):
        person.finds_nothing_at(f"/outcomes/{story.refs['outcome']}")
        person.opens(f"/people/{story.town.people['sari'].ref}", sees="Sari Puspakirana")
        person.misses("Gagasan Terbaik")


def it_is_released(story: Story) -> None:
    it_is("2026-03-18 10:00")
    assert work_once() > 0
    everybody_reads_it(story, story.person(""))
    the_award_is_hers(story, story.person("sari"))
    story.person("hasan").desk_says("Meja Anda bersih", "Hasil terbaru", as_="after-the-release")


def everybody_reads_it(story: Story, citizen: Walker) -> None:
    citizen.opens("/", sees="Hasil terbaru")
    citizen.looks("front")
    citizen.opens(f"/outcomes/{story.refs['outcome']}", sees="Mengapa urutannya begini?")
    citizen.sees(NAME, "80,00", "Gagasan Terbaik", "Keputusan Nomor 188/112/2026")
    citizen.looks("result")
    rows = citizen.downloads("Unduh data (CSV)").decode().splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == ["1", "2", "3"]
    citizen.opens(f"/competitions/{story.refs['competition']}", sees="Hasil sudah diumumkan")
    citizen.looks("competition-done")


def the_award_is_hers(story: Story, sari: Walker) -> None:
    sari.opens(f"/entries/{story.refs['entry']}", sees="Usulan ini meraih penghargaan.")
    sari.looks("entry-decided")
    sari.opens(f"/people/{story.town.people['sari'].ref}", sees="Gagasan Terbaik")
    sari.looks("recognition")
    link = is_checked_by_a_stranger(story, sari.downloads("Unduh PDF: Gagasan Terbaik"))
    assert link.startswith(story.home)
    sari.desk_says("Pengakuan saya", "Gagasan Terbaik", as_="of-a-winner")


def is_checked_by_a_stranger(story: Story, certificate: bytes) -> str:
    """The certificate says who, what and by which decree; its code leads to the public check."""
    (page,) = pypdf.PdfReader(io.BytesIO(certificate)).pages
    text = " ".join(page.extract_text().split())
    for words in ("Sari Puspakirana", NAME, "Gagasan Terbaik", "Keputusan Nomor 188/112/2026"):
        assert words in text
    links = {str(note.get_object()["/A"]["/URI"]) for note in page.annotations or ()}
    (link,) = links
    stranger = story.person("")
    stranger.opens(link, sees="Piagam ini asli")
    stranger.sees("Sari Puspakirana", "Gagasan Terbaik")
    stranger.looks("certificate-genuine")
    code = re.search(r"([2-9A-Z]{4}-){3}[2-9A-Z]{4}", text)
    assert code
    stranger.opens("/verify", sees="Periksa piagam")
    stranger.looks("verify")
    stranger.writes("Nomor piagam", code[0])
    stranger.presses("Periksa", sees="Piagam ini asli")
    return link
