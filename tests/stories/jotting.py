"""Two quick ideas on a phone: one for a colleague, who says that it is his, and one's own."""

from ideas.jobs.worker import work_once
from tests.stories.walking import Walker
from tests.stories.world import Story, it_is

HIS = "Surat kelurahan diantar ke rumah lansia"
HIS_PROBLEM = "Lansia antre di loket kelurahan untuk satu surat, sering pulang tanpa hasil."
HIS_IDEA = "Petugas sosial mengantar surat keterangan kelurahan ke rumah warga lansia."
PROBLEM = "Warga datang dua kali ke loket kelurahan untuk satu surat keterangan."
IDEA = "Warga mengajukan surat kelurahan lewat ponsel. Yang belum terbiasa dibantu di loket."


def an_idea_is_noted_for_a_colleague(story: Story) -> None:
    """Rini writes what Joko told her; it is his when he says so, and his colleagues may read it."""
    it_is("2026-01-12 09:00")
    rini, joko = story.person("rini"), story.person("joko")
    writes_for_him(story, rini)
    joko.desk_says("Rekan menuliskannya atas nama Anda", as_="named-by-a-colleague")
    joko.presses("Baca dan jawab", sees="Ini gagasan Anda?")
    joko.sees("Rini Kusumastuti menuliskannya atas nama Anda", HIS_PROBLEM)
    joko.looks("named")
    joko.presses("Ya, ini gagasan saya", sees="Gagasan ini kini milik Anda.")
    story.refs["his"] = joko.page.url.split("/")[4].partition("?")[0]
    opens_it_to_colleagues(joko)
    rini.opens("/notices", sees="Joko Sungkono mengakui gagasan yang Anda tuliskan")


def writes_for_him(story: Story, rini: Walker) -> None:
    rini.opens("/proposals", sees="Wadah Anda masih kosong")
    rini.presses("Catat gagasan cepat", sees="Gagasan cepat")
    rini.looks("quick")
    rini.presses("Menuliskan gagasan rekan yang kurang terbiasa dengan komputer?")
    rini.sees("Gagasan siapa?")
    rini.writes("Nama rekan", "joko")
    rini.presses("Cari", sees="Pekerja Sosial")
    rini.looks("quick-for-whom")
    rini.presses(f"Tulis untuk {story.town.name('joko')}", sees="Gagasan milik Joko")
    jots(rini, "Apa gagasannya?", HIS_PROBLEM, HIS_IDEA, HIS)
    rini.sees("Joko Sungkono kami minta mengakui gagasannya.", "Menunggu jawaban rekan")
    rini.looks("quick-noted")


def jots(walker: Walker, asks: str, problem: str, idea: str, title: str) -> None:
    walker.writes("Apa masalahnya?", problem)
    walker.writes(asks, idea)
    walker.writes("Judul", title)
    walker.presses("Simpan gagasan")


def opens_it_to_colleagues(walker: Walker) -> None:
    walker.ticks("Rekan juga", of="Siapa yang boleh membaca")
    walker.presses("Simpan pilihan", sees="Rekan sekarang dapat membaca gagasan ini.")


def sari_notes_her_own(story: Story) -> None:
    """Something is missing at first, and nothing she wrote is gone."""
    work_once()
    sari = story.person("sari")
    sari.opens("/proposals/quick", sees="Dua isian, satu menit.")
    jots(sari, "Apa gagasan Anda?", PROBLEM, "", "")
    sari.sees("Ada 1 hal yang perlu diperbaiki")
    sari.holds("Apa masalahnya?", PROBLEM)
    sari.looks("quick-lacks-the-idea")
    jots(sari, "Apa gagasan Anda?", PROBLEM, IDEA, "")
    sari.sees("Gagasan tersimpan. Lengkapi kapan saja sampai Jumat, 30 Jan 2026")
    story.refs["proposal"] = sari.page.url.split("/")[4]
    sari.looks("edit-after-quick")
