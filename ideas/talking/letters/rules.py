"""Letters without a database: what each of them says."""

from dataclasses import dataclass
from enum import StrEnum

from ideas.say import Sentence, say


class Letter(StrEnum):
    """Why we write to somebody."""

    INVITATION = "invitation"
    RESET = "reset"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 -- the name of a letter
    FACTOR_SET = "factor_set"
    FACTORS_CLEARED = "factors_cleared"
    RECOVERY_USED = "recovery_used"
    PASSKEY_ADDED = "passkey_added"
    GUESSED = "guessed"
    IDEA_WRITTEN = "idea_written"
    DRAFT_DUE = "draft_due"
    DRAFT_READY = "draft_ready"
    DIGEST = "digest"
    NEWS = "news"


@dataclass(frozen=True)
class Wording:
    """A letter's subject, its paragraphs, and its one button, if it has one.

    `links`: the button leads to a single-use link that is made when the letter is sent.
    `bundles`: it tells notices. `stops`: one click in the mail program ends such letters.
    """

    subject: Sentence
    lines: tuple[Sentence, ...]
    button: Sentence | None = None
    to: str = "/account"
    links: bool = False
    bundles: bool = False
    stops: bool = False


NOT_YOU = say("Bukan Anda? Segera ganti kata sandi, lalu hubungi admin kantor Anda.")

WORDINGS = {
    Letter.INVITATION: Wording(
        say("Undangan ke {site}"),
        (
            say("{name} yang baik, kantor Anda membuka akun Wadah untuk Anda."),
            say("Di sini Anda dapat mengusulkan gagasan dan mengikutinya sampai selesai."),
            say("Tautan ini berlaku 72 jam dan hanya sekali. Jangan teruskan kepada siapa pun."),
        ),
        say("Buka akun saya"),
        links=True,
    ),
    Letter.RESET: Wording(
        say("Kata sandi baru untuk {site}"),
        (
            say("{name} yang baik, ada yang meminta kata sandi baru untuk akun Anda."),
            say("Tautan ini berlaku 30 menit dan hanya sekali. Jangan teruskan kepada siapa pun."),
            say("Tidak memintanya? Abaikan surat ini. Kata sandi Anda tidak berubah."),
        ),
        say("Buat kata sandi baru"),
        links=True,
    ),
    Letter.PASSWORD_CHANGED: Wording(
        say("Kata sandi Anda berubah"),
        (
            say("{name} yang baik, kata sandi akun Anda di {site} baru saja diganti."),
            say("Semua perangkat lain sudah kami keluarkan."),
            NOT_YOU,
        ),
        say("Lihat akun saya"),
    ),
    Letter.FACTOR_SET: Wording(
        say("Langkah kedua aktif"),
        (
            say("{name} yang baik, langkah kedua untuk masuk ke {site} sekarang aktif."),
            NOT_YOU,
        ),
        say("Lihat akun saya"),
    ),
    Letter.FACTORS_CLEARED: Wording(
        say("Langkah kedua dihapus"),
        (
            say("{name} yang baik, langkah kedua akun Anda di {site} sudah dihapus."),
            say("Bila Anda memegang peran, pasang langkah kedua yang baru saat masuk."),
            NOT_YOU,
        ),
        say("Lihat akun saya"),
    ),
    Letter.RECOVERY_USED: Wording(
        say("Kode cadangan dipakai"),
        (
            say("{name} yang baik, satu kode cadangan Anda baru saja dipakai untuk masuk."),
            NOT_YOU,
        ),
        say("Lihat akun saya"),
    ),
    Letter.PASSKEY_ADDED: Wording(
        say("Kunci sandi ditambahkan"),
        (
            say("{name} yang baik, satu kunci sandi baru dapat membuka akun Anda di {site}."),
            NOT_YOU,
        ),
        say("Lihat akun saya"),
    ),
    Letter.IDEA_WRITTEN: Wording(
        say("{by} menuliskan gagasan Anda"),
        (
            say("{name} yang baik, {by} menuliskan gagasan ini atas nama Anda: {title}."),
            say("Benar gagasan Anda? Baca dahulu, lalu akui. Anda menjadi ketua timnya."),
            say("Bukan gagasan Anda? Katakan saja. Isinya langsung kami hapus."),
        ),
        say("Baca dan jawab"),
        "/proposals/{ref}",
    ),
    Letter.DRAFT_DUE: Wording(
        say("{title}: pengajuan ditutup {left}"),
        (
            say("{name} yang baik, {title} belum terkirim. Pengajuan ditutup {when}."),
            say("Yang masih kurang: {lacks}"),
            say("Tidak ingin diingatkan lagi? Tekan “Jangan ingatkan lagi” pada drafnya."),
        ),
        say("Lanjutkan menulis"),
        "/proposals/{ref}/edit",
    ),
    Letter.DRAFT_READY: Wording(
        say("{title}: tinggal dikirim"),
        (
            say("{name} yang baik, {title} sudah lengkap, tetapi belum terkirim."),
            say("Pengajuan ditutup {when}. Ketua tim tinggal mengirimnya."),
        ),
        say("Periksa dan kirim"),
        "/proposals/{ref}/edit",
    ),
    Letter.GUESSED: Wording(
        say("Ada yang tahu kata sandi Anda"),
        (
            say("{name} yang baik, seseorang berkali-kali gagal di langkah kedua akun Anda."),
            say("Orang itu sudah tahu kata sandi Anda. Bila bukan Anda, segera ganti."),
        ),
        say("Ganti kata sandi"),
        "/signin/forgot",
    ),
    Letter.DIGEST: Wording(
        say("Kabar gagasan Anda di {site}"),
        (say("{name} yang baik, ini kabar sejak surat terakhir kami."),),
        say("Buka semua kabar"),
        "/notices",
        bundles=True,
        stops=True,
    ),
    Letter.NEWS: Wording(
        say("Ada yang menunggu Anda di {site}"),
        (say("{name} yang baik, ada kabar yang sebaiknya segera Anda baca."),),
        say("Buka Meja kerja"),
        "/",
        bundles=True,
    ),
}
