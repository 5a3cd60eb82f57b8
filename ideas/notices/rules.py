"""Notices without a database: what there is to hear, and in which words."""

from enum import StrEnum

from ideas.say import Sentence, say


class News(StrEnum):
    """What happened that somebody would want to hear."""

    OPENED = "opened"
    INVITED = "team.invited"
    JOINED = "team.joined"
    DECLINED = "team.declined"
    SHARE_ASKED = "team.share"
    LEFT = "team.left"
    REMOVED = "team.removed"
    LEAD_OFFERED = "lead.offered"
    LEAD_CHANGED = "lead.changed"
    LEAD_REFUSED = "lead.refused"
    AMENDMENT_ASKED = "amendment.asked"
    AMENDMENT_DONE = "amendment.done"
    AMENDMENT_REFUSED = "amendment.refused"
    PLACE_ANSWERED = "place.answered"
    PLACE_CHOSEN = "place.chosen"
    PLACE_CLOSED = "place.closed"
    NAME_ASKED = "name.asked"


WORDINGS: dict[News, Sentence] = {
    News.OPENED: say("{title} dibuka untuk rekan."),
    News.INVITED: say("Anda diajak ikut dalam tim {title}."),
    News.JOINED: say("Rekan yang Anda ajak ikut dalam tim {title}."),
    News.DECLINED: say("Rekan yang Anda ajak tidak ikut dalam tim {title}."),
    News.SHARE_ASKED: say("Peran atau bagian Anda dalam {title} berubah. Setujukah Anda?"),
    News.LEFT: say("Seorang anggota keluar dari tim {title}."),
    News.REMOVED: say("Anda tidak lagi dalam tim {title}. Alasannya: {reason}"),
    News.LEAD_OFFERED: say("Anda diminta memimpin tim {title}."),
    News.LEAD_CHANGED: say("Tim {title} punya ketua baru."),
    News.LEAD_REFUSED: say("Penyerahan ketua tim {title} tidak diterima."),
    News.AMENDMENT_ASKED: say("Perubahan tim {title} menunggu persetujuan Anda."),
    News.AMENDMENT_DONE: say("Perubahan tim {title} disetujui semua dan berlaku."),
    News.AMENDMENT_REFUSED: say("Perubahan tim {title} tidak disetujui. Tim tetap."),
    News.PLACE_ANSWERED: say("Seorang rekan menawarkan diri untuk {title}."),
    News.PLACE_CHOSEN: say("Tawaran Anda untuk {title} diterima. Setujui bagiannya."),
    News.PLACE_CLOSED: say("Tempat untuk {title} sudah terisi. Terima kasih atas tawaran Anda."),
    News.NAME_ASKED: say("{title} mendapat penghargaan. Bolehkah nama Anda ditampilkan?"),
}
