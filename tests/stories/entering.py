"""Sari writes, Budi consents, the idea is sent; late and too long are told, and nothing is lost."""

from ideas.demo import texts
from ideas.writing.proposals.rules import TITLE_WORDS
from tests.stories.walking import Walker
from tests.stories.world import Story, it_is

IDEA = next(text for text in texts.proposals("lomba-2026") if text["key"] == "sempelmas")
NAME = "SemPelMas: surat kelurahan selesai dari ponsel"
SECTIONS = {
    "form": "Bentuk inovasi", "design": "Rancang bangun dan pokok perubahan", "aim": "Tujuan",
    "benefit": "Manfaat", "trial": "Waktu uji coba", "budget": "Anggaran",
}  # fmt: skip
SHORT = "Warga mengajukan surat lewat ponsel, dan yang belum terbiasa dibantu di loket."


def an_idea_is_written_and_sent(story: Story) -> None:
    it_is("2026-01-12 09:00")
    sari, budi = story.person("sari"), story.person("budi")
    starts_a_draft(story, sari)
    what_she_writes_stays(story, sari)
    says_too_much(sari)
    writes_the_rest(sari)
    asks_a_mate(story, sari, budi)
    it_is("2026-01-13 10:00")
    consents(story, budi)
    sends_it(story, sari)


def starts_a_draft(story: Story, sari: Walker) -> None:
    sari.opens("/", sees="Lomba Inovasi ASN 2026")
    sari.opens("/proposals/new", sees="Pilih wadahnya dahulu")
    sari.looks("where-to-propose")
    sari.presses("Tulis di sini", sees="Mulai dari intinya saja")
    sari.looks("proposal-new")
    sari.writes("Judul", NAME)
    sari.writes("Ringkasan", IDEA["summary"].strip())
    sari.chooses("Kategori", "Layanan dekat warga")
    sari.presses("Buat draf", sees="Draf dibuat.")
    story.refs["proposal"] = sari.page.url.split("/")[4]


def what_she_writes_stays(story: Story, sari: Walker) -> None:
    """With scripts it saves itself, and even what was not yet saved survives a lost window."""
    sari.writes(SECTIONS["form"], SHORT)
    if story.script:
        sari.sees("Tersimpan pukul")
        sari.writes(SECTIONS["aim"], "Cukup satu kali datang.")
        sari.reopens()
        sari.holds(SECTIONS["aim"], "Cukup satu kali datang.")
    else:
        sari.presses("Simpan", sees="Draf tersimpan.")
        sari.reopens()
    sari.holds(SECTIONS["form"], SHORT)
    sari.looks("proposal-being-written")


def says_too_much(sari: Walker) -> None:
    """One word too many: told beside the field, kept in the field."""
    title = " ".join(["surat"] * (TITLE_WORDS + 1))
    sari.writes("Judul", title)
    sari.presses("Simpan dan periksa", sees="Ada 1 hal yang perlu diperbaiki")
    sari.sees("Kelebihan 1 kata.")
    sari.holds("Judul", title)
    sari.holds(SECTIONS["form"], SHORT)
    sari.looks("proposal-too-long")
    sari.writes("Judul", NAME)


def writes_the_rest(sari: Walker) -> None:
    for key, title in SECTIONS.items():
        sari.writes(title, IDEA["answers"][key].strip())
    sari.presses("Simpan dan periksa", sees="Kirim usulan")


def asks_a_mate(story: Story, sari: Walker, budi: Walker) -> None:
    ref = story.refs["proposal"]
    sari.opens(f"/proposals/{ref}/team", sees="Ajak rekan")
    sari.writes("Nama, keahlian, atau unit", "Budi")
    sari.presses("Cari", sees="Dinas Komunikasi dan Informatika")
    sari.writes("Bagiannya, dalam persen", "120")
    sari.presses("Kirim undangan", sees="Ada 1 hal yang perlu diperbaiki")
    sari.holds("Bagiannya, dalam persen", "120")
    sari.looks("team-share-too-large")
    sari.writes("Bagiannya, dalam persen", "40")
    sari.presses("Kirim undangan", sees="Undangan terkirim.")
    sari.looks("team-invited")
    sari.opens(f"/proposals/{ref}/submission", sees="Sebelum dikirim")
    sari.looks("submission-lacks-consent")
    budi.desk_says("Jawab undangan tim", as_="with-an-invitation")


def consents(story: Story, budi: Walker) -> None:
    budi.desk_says("Jawab undangan tim")
    budi.presses("Lihat undangan", sees="Maukah Anda ikut dalam tim ini?")
    budi.looks("invitation")
    budi.presses("Setuju dan ikut", sees="Anda kini anggota tim.")
    budi.looks("proposal-read")
    budi.opens(f"/proposals/{story.refs['proposal']}/versions", sees="Semua versi")
    budi.looks("proposal-versions")


def sends_it(story: Story, sari: Walker) -> None:
    sari.desk_says("Lengkapi dan kirim", as_="with-a-draft")
    sari.opens("/proposals", sees="Lanjutkan")
    sari.looks("proposals-mine")
    sari.opens(f"/proposals/{story.refs['proposal']}/submission", sees="Semua siap")
    sari.looks("submission-ready")
    sari.presses("Kirim usulan", sees="Usulan terkirim.")
    sari.sees("Bukti terima", "menunggu atasan langsung", "Tim mengirim usulan.")
    sari.looks("entry-sent")
    story.refs["entry"] = sari.page.url.split("/")[4]


def a_late_one_is_refused(story: Story) -> None:
    """Melati's own idea: one second after the close it is told so, and her words are shown."""
    melati = story.person("melati")
    it_is("2026-01-30 15:50")
    melati.opens(f"/proposals/new?competition={story.refs['competition']}", sees="Gagasan baru")
    melati.writes("Judul", "Kelas kecil setiap Jumat")
    melati.writes("Ringkasan", "Pegawai saling mengajar satu jam.")
    it_is("2026-01-30 16:00")
    melati.presses("Buat draf", sees="Belum dapat dilakukan")
    melati.sees("Yang Anda tulis tidak hilang")
    kept = melati.page.locator("textarea", has_text="Pegawai saling mengajar satu jam.")
    assert kept.count() == 1
    melati.looks("too-late")
