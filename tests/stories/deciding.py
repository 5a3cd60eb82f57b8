"""Wayan gives it back and then stands behind it; Dewi checks every entry by her list."""

from tests.stories.entering import NAME, SECTIONS
from tests.stories.others import theirs_are_endorsed
from tests.stories.walking import Walker
from tests.stories.world import Story, it_is

NOTE = "Tambahkan siapa yang membantu warga tanpa ponsel, dan berapa orang sehari."
MENDED = "Karang taruna membantu sekitar enam warga sehari di loket pendamping."
ITEMS = 6


def it_is_endorsed(story: Story) -> None:
    it_is("2026-02-02 08:30")
    wayan, sari = story.person("wayan"), story.person("sari")
    gives_it_back(wayan)
    it_is("2026-02-03 11:00")
    is_mended(sari)
    it_is("2026-02-04 09:00")
    stands_behind_it(wayan)
    theirs_are_endorsed(story)


def gives_it_back(wayan: Walker) -> None:
    until = "2 hari lagi · Rabu, 4 Feb 2026, 16.00 WIB"
    wayan.desk_says(f"Setujui atau kembalikan {NAME}", until, as_="with-an-endorsement")
    wayan.opens("/endorsements", sees="Menunggu keputusan Anda")
    wayan.looks("endorsements")
    wayan.presses("Baca dan putuskan", sees="Keputusan Anda")
    wayan.looks("endorsement")
    wayan.ticks("Kembalikan dengan catatan")
    wayan.writes("Catatan untuk tim", "Kurang lengkap.")
    wayan.presses("Simpan keputusan", sees="Tulis catatan paling sedikit 5 kata.")
    wayan.holds("Catatan untuk tim", "Kurang lengkap.")
    wayan.looks("endorsement-note-too-short")
    wayan.writes("Catatan untuk tim", NOTE)
    wayan.presses("Simpan keputusan", sees="Usulan dikembalikan.")


def is_mended(sari: Walker) -> None:
    sari.desk_says(f"Perbaiki {NAME}", "Baca catatan", as_="with-a-return")
    sari.presses("Baca catatan", sees=NOTE)
    sari.sees("menunggu tim pengusul", "Perbaiki, lalu kirim lagi", "Sabtu, 7 Feb 2026, 08.30 WIB")
    sari.looks("entry-returned")
    sari.presses("Buka dan perbaiki", sees="Tulis gagasan")
    sari.writes(SECTIONS["budget"], MENDED)
    sari.presses("Simpan dan periksa", sees="Perbaikan tersimpan.")
    sari.presses("Kirim perbaikan", sees="Perbaikan terkirim.")
    sari.sees("menunggu atasan langsung", MENDED)


def stands_behind_it(wayan: Walker) -> None:
    wayan.desk_says(f"Setujui atau kembalikan {NAME}")
    wayan.presses("Periksa usulan", sees=MENDED)
    wayan.ticks("Setujui dan teruskan")
    wayan.presses("Simpan keputusan", sees="Tulis nomor surat izin")
    wayan.writes("Nomor surat izin", "000.7/12/2026")
    wayan.writes("Tanggal surat izin", "2026-02-04")
    wayan.presses("Simpan keputusan", sees="Persetujuan Anda tercatat.")
    wayan.looks("endorsements-done")


def they_are_screened(story: Story) -> None:
    it_is("2026-02-10 08:15")
    dewi = story.person("dewi")
    dewi.desk_says("Periksa administrasi", "Ada 3 usulan", as_="with-screening")
    dewi.opens("/screening", sees="Seleksi administrasi")
    dewi.looks("screening-queue")
    dewi.opens(f"/screening/{story.refs['entry']}", sees="Daftar periksa")
    dewi.looks("screening")
    passes_with_a_missing_answer(dewi)
    dewi.page.locator("input[value=ok]").last.check(force=True)
    dewi.presses("Simpan dan berikutnya", sees="Hasil pemeriksaan tercatat.")
    for _ in ("joko", "rini"):
        finds_all_in_order(dewi, ITEMS)
        dewi.presses("Simpan dan berikutnya", sees="Hasil pemeriksaan tercatat.")
    dewi.sees("Tidak ada yang menunggu pemeriksaan Anda")
    dewi.opens(f"/competitions/{story.refs['competition']}/desk", sees="Siapa menunggu siapa")
    dewi.looks("competition-desk")


def passes_with_a_missing_answer(dewi: Walker) -> None:
    finds_all_in_order(dewi, ITEMS - 1)
    dewi.presses("Simpan dan berikutnya", sees="Pilih sesuai atau tidak sesuai.")
    dewi.looks("screening-lacks-an-answer")


def finds_all_in_order(dewi: Walker, items: int) -> None:
    for item in dewi.page.locator("input[value=ok]").all()[:items]:
        item.check(force=True)
    dewi.ticks("Lolos")
