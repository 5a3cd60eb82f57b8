"""What there is to hear, in which words."""

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
    DRAFT_GONE = "draft.gone"
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
    NOT_SHORTLISTED = "shortlist.out"
    PUBLISHED = "published"
    MOVED = "moved"
    SHARE_ASKED = "team.share"
    LEFT_TEAM = "team.left"
    REMOVED = "team.removed"
    LEAD_OFFERED = "lead.offered"
    LEAD_CHANGED = "lead.changed"
    LEAD_REFUSED = "lead.refused"
    LEADLESS = "lead.none"
    AMENDMENT_ASKED = "amendment.asked"
    AMENDMENT_DONE = "amendment.done"
    AMENDMENT_REFUSED = "amendment.refused"
    PLACE_ANSWERED = "place.answered"
    PLACE_CHOSEN = "place.chosen"
    PLACE_CLOSED = "place.closed"
    NAME_ASKED = "name.asked"
    SHORTLISTED = "shortlisted"
    FORM_CHANGED = "form_changed"
    PITCH_PLANNED = "pitch.planned"
    PITCH_HEARD = "pitch.heard"
    PITCH_MOVED = "pitch.moved"
    PITCH_PLACE = "pitch.place"
    PITCH_UNCONFIRMED = "pitch.unconfirmed"
    PITCH_ABSENT = "pitch.absent"
    SWAP_ASKED = "swap.asked"
    SWAP_DECLINED = "swap.declined"
    SHEET_REOPENED = "sheet.reopened"
    SHEET_KEPT = "sheet.kept"
    CATEGORY_LEFT = "category.left"
    TEAM_ASKED = "team.asked"
    TEAM_ANSWERED = "team.answered"
    VISIT_PLANNED = "visit.planned"
    VISIT_GOING = "visit.going"


WORDINGS: dict[News, Sentence] = {
    News.OPENED: say("{title} dibuka untuk rekan."),
    News.FOUND: say("{n} temuan baru untuk “{name}”."),
    News.IDEA_WRITTEN: say("{name} menuliskan gagasan Anda: {title}. Benarkah?"),
    News.IDEA_CONFIRMED: say("{name} mengakui gagasan yang Anda tuliskan: {title}."),
    News.IDEA_DISOWNED: say("{name} tidak mengakui gagasan yang Anda tuliskan. Isinya dihapus."),
    News.DRAFT_DUE: say("{title} belum terkirim. Pengajuan ditutup {left}."),
    News.DRAFT_GONE: say("Draf {title} dihapus bersama data ketuanya."),
    News.FILE_REFUSED: say("Lampiran “{name}” ditolak. Buka halamannya untuk melihat sebabnya."),
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
    News.NOT_SHORTLISTED: say("{title} belum melaju ke tahap berikutnya. Baca alasannya."),
    News.PUBLISHED: say("Hasil {title} sudah diumumkan."),
    News.MOVED: say("Gagasan yang Anda ikuti bergerak: {title}."),
    News.SHARE_ASKED: say("Peran atau bagian Anda dalam {title} berubah. Setujukah Anda?"),
    News.LEFT_TEAM: say("Seorang anggota keluar dari tim {title}."),
    News.REMOVED: say("Anda tidak lagi dalam tim {title}. Alasannya: {reason}"),
    News.LEAD_OFFERED: say("Anda diminta memimpin tim {title}."),
    News.LEAD_CHANGED: say("Tim {title} punya ketua baru."),
    News.LEAD_REFUSED: say("Penyerahan ketua tim {title} tidak diterima."),
    News.LEADLESS: say("Tim {title} tidak punya ketua lagi. Seorang anggota dapat mengambil alih."),
    News.AMENDMENT_ASKED: say("Perubahan tim {title} menunggu persetujuan Anda."),
    News.AMENDMENT_DONE: say("Perubahan tim {title} disetujui semua dan berlaku."),
    News.AMENDMENT_REFUSED: say("Perubahan tim {title} tidak disetujui. Tim tetap."),
    News.PLACE_ANSWERED: say("Seorang rekan menawarkan diri untuk {title}."),
    News.PLACE_CHOSEN: say("Tawaran Anda untuk {title} diterima. Setujui bagiannya."),
    News.PLACE_CLOSED: say("Tempat untuk {title} sudah terisi. Terima kasih atas tawaran Anda."),
    News.NAME_ASKED: say("{title} mendapat penghargaan. Bolehkah nama Anda ditampilkan?"),
    News.SHORTLISTED: say("{title} lolos. Lengkapi isiannya sebelum panel menilai."),
    News.PITCH_PLANNED: say("Jadwal presentasi {title} terbit. Konfirmasi dalam 24 jam."),
    News.PITCH_HEARD: say("Jadwal presentasi {title} terbit. Anda menilai di sana."),
    News.PITCH_MOVED: say("Giliran presentasi {title} berpindah. Periksa waktunya."),
    News.PITCH_PLACE: say("Tempat presentasi {title} berubah. Periksa ruangannya."),
    News.PITCH_UNCONFIRMED: say("Presentasi {title} belum Anda konfirmasi."),
    News.PITCH_ABSENT: say("Tim Anda tercatat tidak hadir pada presentasi {title}."),
    News.SWAP_ASKED: say("Tim lain meminta bertukar giliran presentasi dengan {title}."),
    News.SWAP_DECLINED: say("Permintaan tukar giliran {title} belum dapat dipenuhi."),
    News.VISIT_PLANNED: say("Kunjungan lapangan untuk {title}: periksa waktu dan tempatnya."),
    News.VISIT_GOING: say("Anda ikut kunjungan lapangan untuk {title}. Periksa rencananya."),
    News.FORM_CHANGED: say("Formulir {title} diperbarui. Tulisan Anda tetap utuh."),
    News.SHEET_REOPENED: say("Lembar nilai {title} dibuka lagi. Kunci kembali setelah mengubah."),
    News.SHEET_KEPT: say("Lembar nilai {title} tetap terkunci. Baca alasannya."),
    News.CATEGORY_LEFT: say(
        "Kategori Anda di {title} berubah. {n} usulan yang belum Anda mulai kini dinilai juri lain."
    ),
    News.TEAM_ASKED: say("Juri bertanya tentang {title}. Jawab sebelum penilaian ditutup."),
    News.TEAM_ANSWERED: say("Tim {title} menjawab pertanyaan juri."),
}
