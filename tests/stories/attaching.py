"""Files of a draft: refused when they are not what they say, checked by the worker, described."""

from ideas.jobs.worker import work_once
from tests.stories.walking import Walker
from tests.stories.world import Story
from tests.writing.files.building import paper, picture

PLAN = "Rencana kerja layanan surat dari ponsel.pdf"
PHOTO = "foto loket.jpg"
SEEN = "Antrean warga di depan loket kelurahan."


def files_are_attached(story: Story) -> None:
    sari = story.person("sari")
    sari.opens(f"/proposals/{story.refs['proposal']}/edit", sees="Bukti dan gambar")
    sari.presses("Unggah lampiran", sees="Belum ada lampiran.")
    sends(sari, "surat.pdf", b"bukan PDF")
    sari.sees("Ada 1 hal yang perlu diperbaiki")
    sari.looks("files-refused")
    sends(sari, PLAN, paper("Rencana", "Tahap satu"))
    sends(sari, PHOTO, picture("JPEG", (900, 600)))
    sari.sees(f"“{PHOTO}” terunggah.", "Muat ulang sebentar lagi.")
    sari.looks("files-being-checked")
    work_once()
    describes_the_picture(story, sari)


def sends(sari: Walker, name: str, content: bytes) -> None:
    sari.field("Berkas").set_input_files({"name": name, "mimeType": "", "buffer": content})
    sari.presses("Unggah")


def describes_the_picture(story: Story, sari: Walker) -> None:
    sari.opens(f"/proposals/{story.refs['proposal']}/files", sees="Keterangan gambar belum ada")
    sari.misses("Muat ulang sebentar lagi.")
    sari.writes("Apa yang tampak di gambar ini?", SEEN)
    sari.presses("Simpan keterangan", sees="Keterangan tersimpan.")
    sari.looks("files-ready")
    sari.opens(f"/proposals/{story.refs['proposal']}", sees=PLAN)
    assert sari.main.get_by_alt_text(SEEN).count() == 1
    sari.looks("read-with-files")
