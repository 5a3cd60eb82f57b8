"""Dewi opens a competition: from a pattern, with a calendar and officers, past the checker."""

from tests.stories.walking import Walker
from tests.stories.world import Story

TITLE = "Lomba Inovasi ASN 2026"
ABOUT = "Apa yang dapat kita kerjakan agar warga tidak perlu datang dua kali? Ceritakan satu saja."
CALENDAR = (  # opens, closes, on the walls of Jakarta
    ("2026-01-12T08:00", "2026-01-30T16:00"),
    ("2026-01-30T16:00", "2026-02-09T16:00"),
    ("2026-02-09T16:00", "2026-02-20T16:00"),
    ("2026-02-23T08:00", "2026-02-27T16:00"),
    ("2026-03-02T08:00", "2026-03-13T16:00"),
    ("2026-03-16T08:00", "2026-03-20T16:00"),
)
OFFICERS = (
    ("ratna", "Juri"), ("tono", "Juri"), ("intan", "Juri"), ("hasan", "Pimpinan"),
    ("melati", "Pejabat pengumum"),
)  # fmt: skip


def a_competition_is_opened(story: Story) -> None:
    dewi = story.person("dewi")
    dewi.desk_says("Meja Anda bersih", as_="with-nothing-to-do")
    drafts_from_a_pattern(story, dewi)
    the_checker_tells_what_is_missing(dewi)
    sets_the_calendar(dewi)
    names_the_officers(story, dewi)
    opens_it(story, dewi)


def drafts_from_a_pattern(story: Story, dewi: Walker) -> None:
    dewi.opens("/competitions", sees="Belum ada kompetisi")
    dewi.looks("competitions-none")
    dewi.presses("Buat kompetisi", sees="Pilih pola")
    dewi.looks("competition-new")
    dewi.ticks("Lomba gagasan kabupaten", of="Mulai dari pola")
    dewi.writes("Nama kompetisi", TITLE)
    dewi.writes("Tema", "Dari loket ke rumah warga")
    dewi.writes("Tentang kompetisi", ABOUT)
    dewi.chooses("Siapa yang boleh ikut", "Pemerintah Kabupaten Sekar Arum")
    dewi.presses("Simpan sebagai draf", sees="Ada 1 hal yang perlu diperbaiki")
    dewi.holds("Tema", "Dari loket ke rumah warga")
    dewi.looks("competition-new-lacks-a-day")
    dewi.writes("Hari pertama pengajuan", "2026-01-12")
    dewi.presses("Simpan sebagai draf", sees="Draf kompetisi tersimpan.")
    story.refs["competition"] = dewi.page.url.split("/")[4]


def the_checker_tells_what_is_missing(dewi: Walker) -> None:
    dewi.sees("memerlukan paling sedikit 3 juri, baru ada 0", "Belum ada pimpinan yang menyegel")
    dewi.looks("road-with-defects")


def sets_the_calendar(dewi: Walker) -> None:
    for place, (opens, closes) in enumerate(CALENDAR):
        dewi.page.locator(f"#f-steps-{place}-opens_at").fill(opens)
        dewi.page.locator(f"#f-steps-{place}-closes_at").fill(closes)
    dewi.writes("Suara tiap pemilih", "2")
    last = dewi.page.locator(f"#f-steps-{len(CALENDAR) - 1}-closes_at")
    last.fill("2026-03-15T16:00")
    dewi.presses("Simpan jadwal", sees="Tahap ini berakhir sebelum dimulai.")
    last.fill(CALENDAR[-1][1])
    dewi.presses("Simpan jadwal", sees="Perubahan tersimpan.")


def names_the_officers(story: Story, dewi: Walker) -> None:
    for username, office in OFFICERS:
        name = story.town.name(username)
        dewi.writes("Cari pegawai menurut nama", name)
        dewi.presses("Cari", sees=story.town.name(username))
        dewi.presses(f"Jadikan {office} : {name}")
        dewi.sees(f"Cabut {name}, {office}")
    dewi.sees("Siap dibuka")
    dewi.looks("road-ready")


def opens_it(story: Story, dewi: Walker) -> None:
    dewi.presses("Buka kompetisi", sees="Kompetisi dibuka. Aturannya kini terkunci.")
    dewi.looks("competition-opened")
    ref = story.refs["competition"]
    citizen = story.person("")
    citizen.opens(f"/competitions/{ref}", sees=TITLE)
    citizen.opens(f"/competitions/{ref}/rules", sees="Kebaruan")
    citizen.looks("rules")
    dewi.opens(f"/competitions/{ref}/road", sees="Aturan terkunci")
    dewi.looks("road-locked")
