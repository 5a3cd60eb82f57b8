"""A team across two units: an open place, an offer, and everybody's consent to their share."""

from tests.stories.walking import Walker
from tests.stories.world import Story

NEED = "mengerti aplikasi layanan"
LINE = "Saya merawat aplikasi layanan warga di kominfo."


def a_colleague_of_another_unit_joins(story: Story) -> None:
    sari, budi = story.person("sari"), story.person("budi")
    opens_a_place(story, sari)
    offers_himself(budi)
    takes_him_in(story, sari)
    agrees(budi, "30%", as_="taken-in")
    divides_anew(story, sari)
    agrees(budi, "40%", as_="asked-again")
    sari.opens(f"/proposals/{story.refs['proposal']}/team", sees="Anggota tim · 40%")
    sari.looks("team-of-two")


def opens_a_place(story: Story, sari: Walker) -> None:
    sari.opens(f"/proposals/{story.refs['proposal']}/team", sees="Anda masih sendiri.")
    sari.unfolds("Butuh seseorang yang …")
    sari.writes("Butuh seseorang yang", NEED)
    sari.writes("Untuk apa", "Menyiapkan formulir surat yang mudah dari ponsel.")
    sari.looks("team-place-being-opened")
    sari.presses("Buka tempat", sees="Tempat dibuka.")
    sari.looks("place-own")


def offers_himself(budi: Walker) -> None:
    budi.opens("/places", sees=f"Butuh seseorang yang {NEED}")
    budi.looks("places")
    budi.presses(f"Butuh seseorang yang {NEED}", sees="Untuk apa")
    budi.looks("place")
    budi.writes("Satu kalimat tentang Anda", LINE)
    budi.presses("Tawarkan diri", sees="Tawaran Anda sampai kepada ketua tim.")


def takes_him_in(story: Story, sari: Walker) -> None:
    sari.opens("/notices", sees="Seorang rekan menawarkan diri")
    sari.looks("notices-with-an-offer")
    sari.opens(f"/proposals/{story.refs['proposal']}/team", sees=LINE)
    sari.sees("Jawab tawaran rekan")
    sari.looks("team-with-an-offer")
    sari.writes("Bagiannya, dalam persen", "30")
    sari.presses("Terima", sees="Tinggal ia menyetujui peran dan bagiannya.")


def agrees(budi: Walker, share: str, *, as_: str) -> None:
    budi.desk_says("Jawab undangan tim")
    budi.presses("Lihat undangan", sees=f"dengan bagian {share}")
    budi.looks(as_)
    budi.presses("Setuju dan ikut", sees="Anda kini anggota tim.")


def divides_anew(story: Story, sari: Walker) -> None:
    """The parts stay a hundred; whose part changes is asked again."""
    sari.opens(f"/proposals/{story.refs['proposal']}/team", sees="Anggota tim · 30%")
    sari.unfolds("Ubah peran atau pembagian")
    sari.writes("Bagian Sari Puspakirana, dalam persen", "70")
    sari.writes("Bagian Budi Wicaksana, dalam persen", "40")
    sari.presses("Simpan pembagian", sees="Ada 1 hal yang perlu diperbaiki")
    sari.looks("team-shares-not-a-hundred")
    sari.writes("Bagian Sari Puspakirana, dalam persen", "60")
    sari.presses("Simpan pembagian", sees="diminta setuju lagi.")
