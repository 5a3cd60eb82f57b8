"""Notices without a database: what there is to hear, in which words, and how soon."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Protocol, TypeVar

from ideas.say import Sentence, say

MOST_LINES = 12
LETTERS_AT = 6  # o'clock, where the first of the country wakes up last
WIB = timezone(timedelta(hours=7))
A_WHILE = timedelta(minutes=15)


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
    INVITED = "invited"
    AGREED = "agreed"
    DECLINED = "declined"
    ASKED = "asked"
    COMMENTED = "commented"
    REPLIED = "replied"
    MENTIONED = "mentioned"
    SUGGESTED = "suggested"
    TAKEN_UP = "taken_up"
    TURNED_DOWN = "turned_down"
    HIDDEN = "hidden"
    SHOWN_AGAIN = "shown_again"
    STAYS_HIDDEN = "stays_hidden"
    REWRITTEN = "rewritten"
    ENDORSED = "endorsed"
    RETURNED = "returned"
    SCREENED = "screened"
    STOPPED = "stopped"
    LEFT = "left"
    PUBLISHED = "published"
    MOVED = "moved"
    SHARE_ASKED = "team.share"
    LEFT_TEAM = "team.left"
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
    SHORTLISTED = "shortlisted"
    FORM_CHANGED = "form_changed"


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
    News.INVITED: say("Anda diundang ke tim {title}."),
    News.AGREED: say("Undangan ke tim {title} diterima."),
    News.DECLINED: say("Undangan ke tim {title} ditolak."),
    News.ASKED: say("Pertanyaan untuk tim {title} menunggu jawaban."),
    News.COMMENTED: say("Komentar baru pada {title}."),
    News.REPLIED: say("Balasan atas komentar Anda pada {title}."),
    News.MENTIONED: say("Anda disebut dalam komentar pada {title}."),
    News.SUGGESTED: say("Saran perubahan baru untuk {title}."),
    News.TAKEN_UP: say("Saran Anda untuk {title} dipakai tim."),
    News.TURNED_DOWN: say("Saran Anda untuk {title} belum dipakai."),
    News.HIDDEN: say("Komentar Anda pada {title} disembunyikan. Baca alasannya."),
    News.SHOWN_AGAIN: say("Komentar Anda pada {title} tampil kembali."),
    News.STAYS_HIDDEN: say(
        "Keberatan Anda sudah dibaca. Komentar pada {title} tetap disembunyikan."
    ),
    News.REWRITTEN: say("Ada versi baru {title}."),
    News.ENDORSED: say("Atasan menyetujui {title}."),
    News.RETURNED: say("{title} dikembalikan untuk diperbaiki."),
    News.SCREENED: say("{title} lolos seleksi administrasi."),
    News.STOPPED: say("{title} berhenti di seleksi administrasi. Baca alasannya."),
    News.LEFT: say("{title} berhenti karena tahapnya ditutup."),
    News.PUBLISHED: say("Hasil {title} sudah diumumkan."),
    News.MOVED: say("Gagasan yang Anda ikuti bergerak: {title}."),
    News.SHARE_ASKED: say("Peran atau bagian Anda dalam {title} berubah. Setujukah Anda?"),
    News.LEFT_TEAM: say("Seorang anggota keluar dari tim {title}."),
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
    News.SHORTLISTED: say("{title} lolos. Lengkapi isiannya sebelum panel menilai."),
    News.FORM_CHANGED: say("Formulir {title} diperbarui. Tulisan Anda tetap utuh."),
}


class Way(StrEnum):
    """How somebody hears: by letter at once, in the daily letter, in Wadah only, or not at all."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    WEB = "web"
    OFF = "off"


class Topic(StrEnum):
    """What people choose by: news of one kind."""

    WORK = "work"
    QUESTION = "question"
    IDEA = "idea"
    TALK = "talk"
    FOLLOWED = "followed"


TOPICS: dict[News, Topic] = {
    News.INVITED: Topic.WORK,
    News.SHARE_ASKED: Topic.WORK,
    News.LEAD_OFFERED: Topic.WORK,
    News.AMENDMENT_ASKED: Topic.WORK,
    News.NAME_ASKED: Topic.WORK,
    News.FILE_REFUSED: Topic.WORK,
    News.RETURNED: Topic.WORK,
    News.HIDDEN: Topic.WORK,
    News.ASKED: Topic.QUESTION,
    News.OPENED: Topic.FOLLOWED,
    News.MOVED: Topic.FOLLOWED,
    News.COMMENTED: Topic.TALK,
    News.REPLIED: Topic.TALK,
    News.MENTIONED: Topic.TALK,
    News.SUGGESTED: Topic.TALK,
}
# Their letters go out by themselves, so no other letter tells them.
BY_LETTER = frozenset({News.IDEA_WRITTEN, News.DRAFT_DUE})
# The first is what somebody hears by who never chose. Only what must not wait comes at once.
WAYS: dict[Topic, tuple[Way, ...]] = {
    Topic.WORK: (Way.AT_ONCE, Way.DIGEST, Way.WEB),
    Topic.QUESTION: (Way.AT_ONCE, Way.DIGEST, Way.WEB),
    Topic.IDEA: (Way.DIGEST, Way.WEB, Way.OFF),
    Topic.TALK: (Way.DIGEST, Way.WEB, Way.OFF),
    Topic.FOLLOWED: (Way.DIGEST, Way.WEB, Way.OFF),
}
# Several of these in a row make one letter.
WAITS: dict[Topic, timedelta] = {Topic.QUESTION: A_WHILE}


def topic_of(news: News) -> Topic:
    return TOPICS.get(news, Topic.IDEA)


def day_of(moment: datetime) -> date:
    """The day that a letter counts for: the same for the whole country."""
    return moment.astimezone(WIB).date()


def next_morning(moment: datetime) -> datetime:
    """The next time that daily letters are written, never now."""
    local = moment.astimezone(WIB)
    morning = local.replace(hour=LETTERS_AT, minute=0, second=0, microsecond=0)
    return morning if morning > local else morning + timedelta(days=1)


class AnyNotice(Protocol):
    @property
    def path(self) -> str: ...
    @property
    def made_at(self) -> datetime: ...


SomeNotice = TypeVar("SomeNotice", bound=AnyNotice)


def thing(path: str) -> str:
    """What a notice is about: /proposals/K7Q2-M4XF, whichever of its pages it leads to."""
    return "/".join(path.partition("#")[0].split("/")[:3])


def bundled(notices: Iterable[SomeNotice]) -> list[SomeNotice]:
    """One thing after the other, that of the newest news first; within one, the oldest first."""
    groups: dict[str, list[SomeNotice]] = {}
    for notice in sorted(notices, key=lambda one: one.made_at, reverse=True):
        groups.setdefault(thing(notice.path), []).insert(0, notice)
    return [notice for group in groups.values() for notice in group]
