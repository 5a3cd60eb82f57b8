"""Two people write one draft at once; what clashes is picked where it stands."""

from tests.stories.entering import IDEA, NAME, SECTIONS
from tests.stories.walking import Walker
from tests.stories.world import Story

HERS = "Warga mengajukan surat lewat ponsel dan tidak perlu antre lagi."
HIS = "Warga mengajukan surat lewat ponsel, petugas membantu di loket."


def they_write_at_once(story: Story) -> None:
    sari, budi = story.person("sari"), story.person("budi")
    edit = f"/proposals/{story.refs['proposal']}/edit"
    sari.opens(edit, sees="Isi usulan")
    budi.opens(edit, sees="Isi usulan")
    budi.writes("Ringkasan", HIS)
    budi.writes(SECTIONS["aim"], IDEA["answers"]["aim"].strip())
    budi.presses("Simpan", sees="Draf tersimpan.")
    meets_him(story, sari)
    picks_his(sari)
    budi.opens(f"/proposals/{story.refs['proposal']}/versions", sees="Semua versi")
    budi.looks("versions-of-two")


def meets_him(story: Story, sari: Walker) -> None:
    """With scripts the page tells her while she writes, without them when she saves."""
    sari.writes(SECTIONS["benefit"], IDEA["answers"]["benefit"].strip())
    sari.writes("Ringkasan", HERS)
    button = "Simpan"
    if story.script:
        sari.sees("Ada tulisan baru dari Budi Wicaksana.", "Tulisan Anda aman di sini.")
        sari.looks("another-hand-wrote")
        button = "Gabungkan dan simpan"
    sari.presses(button, sees="Dua tulisan bertemu")


def picks_his(sari: Walker) -> None:
    sari.sees("1 bagian perlu Anda pilih.", "Bergaris bawah: tulisan Anda.")
    sari.holds("Judul", NAME)
    sari.holds(SECTIONS["aim"], IDEA["answers"]["aim"].strip())
    sari.holds(SECTIONS["benefit"], IDEA["answers"]["benefit"].strip())
    sari.looks("two-texts-met")
    sari.ticks("Tulisan Budi Wicaksana saja")
    sari.presses("Simpan", sees="Draf tersimpan.")
    sari.holds("Ringkasan", HIS)


def she_writes_the_rest(sari: Walker) -> None:
    for key, title in SECTIONS.items():
        sari.writes(title, IDEA["answers"][key].strip())
    sari.chooses("Kategori", "Layanan dekat warga")
    sari.presses("Simpan", sees="Draf tersimpan.")
