"""How scores were corrected, in the words of the page: what was done, and why that."""

from ideas.judging.scoring.calibration import Method, Why
from ideas.say import Sentence, say

HOW: dict[Method, Sentence] = {
    Method.NONE: say("Nilai akhir sama dengan rata-rata mentah."),
    Method.ADDITIVE: say(
        "Ketegasan tiap juri ditaksir dari usulan bersama, lalu dikeluarkan dari nilai."
    ),
    Method.TRACK: say("Ketegasan juri ditaksir per kategori, lalu dikeluarkan dari nilai."),
}
WHY: dict[Why, Sentence] = {
    Why.ASKED: say("Cara ini ditetapkan dalam aturan."),
    Why.TOO_FEW: say("Lembar nilai terlalu sedikit untuk menaksir ketegasan juri."),
    Why.DISCONNECTED: say("Tidak semua juri terhubung oleh usulan bersama, jadi tanpa koreksi."),
    Why.ONE_TRACK: say("Hanya ada satu kategori, jadi tanpa koreksi per kategori."),
    Why.JUDGES_ALIKE: say("Beda ketegasan juri tidak melebihi kebetulan, jadi tanpa koreksi."),
    Why.JUDGES_DIFFER: say("Beda ketegasan juri melebihi kebetulan."),
    Why.TRACKS_DIFFER: say("Beda antarkategori dan antarjuri melebihi kebetulan."),
}


def how_told(method: str, why: str) -> tuple[Sentence, Sentence] | None:
    """Both sentences; nothing where plain means were enough."""
    return (HOW[Method(method)], WHY[Why(why)]) if method else None
