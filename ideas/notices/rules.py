"""Notices without a database: what there is to hear, and in which words."""

from enum import StrEnum

from ideas.say import Sentence, say


class News(StrEnum):
    """What happened that somebody would want to hear."""

    OPENED = "opened"
    FOUND = "found"
    IDEA_WRITTEN = "idea.written"
    IDEA_CONFIRMED = "idea.confirmed"
    IDEA_DISOWNED = "idea.disowned"
    DRAFT_DUE = "draft.due"
    FILE_REFUSED = "file_refused"
    WOULD_JOIN = "would_join"
    BUILT_ON = "built_on"
    MERGER_ASKED = "merger_asked"
    MERGED = "merged"
    MERGER_UNDONE = "merger_undone"


WORDINGS: dict[News, Sentence] = {
    News.OPENED: say("{title} dibuka untuk rekan."),
    News.FOUND: say("{n} temuan baru untuk “{name}”."),
    News.IDEA_WRITTEN: say("{name} menuliskan gagasan Anda: {title}. Benarkah?"),
    News.IDEA_CONFIRMED: say("{name} mengakui gagasan yang Anda tuliskan: {title}."),
    News.IDEA_DISOWNED: say("{name} tidak mengakui gagasan yang Anda tuliskan. Isinya dihapus."),
    News.DRAFT_DUE: say("{title} belum terkirim. Pengajuan ditutup {left}."),
    News.FILE_REFUSED: say("Lampiran “{name}” ditolak. Buka gagasannya untuk melihat sebabnya."),
    News.WOULD_JOIN: say("{name} ingin bergabung dengan tim {title}."),
    News.BUILT_ON: say("{title} dibangun di atas gagasan Anda."),
    News.MERGER_ASKED: say("Ada usul menggabungkan {other} ke {title}."),
    News.MERGED: say("{other} digabung ke {title}. Anda ditanya apakah ikut."),
    News.MERGER_UNDONE: say("Penggabungan {other} ke {title} dibatalkan."),
}
