"""Somebody had it before: found while the title is written, built upon, seen from both sides."""

from tests.stories.entering import NAME
from tests.stories.jotting import HIS, opens_it_to_colleagues
from tests.stories.walking import Walker
from tests.stories.world import Story


def a_similar_idea_is_built_upon(story: Story) -> None:
    sari, joko = story.person("sari"), story.person("joko")
    finds_it_while_writing(story, sari)
    sari.presses("Bandingkan dan putuskan", sees="Serupa bukan kesalahan.")
    sari.sees(HIS, "Dinas Sosial")
    sari.looks("similar")
    sari.presses("Bangun di atasnya", sees="Tercatat.")
    sari.opens(f"/proposals/{story.refs['proposal']}", sees=f"Dibangun di atas: {HIS}")
    opens_it_to_colleagues(sari)
    sari.looks("built-on-another")
    joko.opens(f"/proposals/{story.refs['his']}", sees=f"Menjadi dasar bagi: {NAME}")
    joko.looks("another-built-on-it")


def finds_it_while_writing(story: Story, sari: Walker) -> None:
    """With scripts it appears beside what she types; without them it is one link away."""
    sari.writes("Judul", NAME)
    if story.script:
        sari.sees("Mungkin ada yang serupa", HIS, "Tersimpan pukul")
    else:
        sari.presses("Simpan", sees="Draf tersimpan.")
