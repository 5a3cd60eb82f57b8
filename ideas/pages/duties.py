"""How the work of those who judge and decide is announced on a desk."""

from dataclasses import dataclass

from ideas.say import Sentence, say


@dataclass(frozen=True)
class Work:
    """How one kind of work is announced: what to do, why it matters, the button, where it is."""

    title: Sentence
    sub: Sentence
    button: Sentence
    path: str


DUTIES = {
    "ballot": Work(
        say("Berikan suara Anda: {title}"),
        say("Suara rahasia. Dapat diganti sampai ditutup."),
        say("Buka surat suara"),
        "/ballots/{ref}",
    ),
    "review": Work(
        say("Nilai usulan: {title}"),
        say("Tinggal {count} usulan yang belum Anda kunci."),
        say("Mulai menilai"),
        "/reviews",
    ),
    "pitch": Work(
        say("Konfirmasi presentasi {title}"),
        say("Giliran tim Anda sudah ditentukan. Pastikan Anda datang."),
        say("Lihat giliran"),
        "/pitches/{ref}",
    ),
    "swap": Work(
        say("Jawab permintaan tukar giliran {title}"),
        say("Tim lain ingin bertukar waktu presentasi dengan Anda."),
        say("Baca dan jawab"),
        "/pitches/{ref}",
    ),
    "pitch_plan": Work(
        say("Rencanakan presentasi {title}"),
        say("Tentukan hari, undi urutan, lalu terbitkan jadwalnya."),
        say("Rencanakan"),
        "/pitches/{ref}/plan",
    ),
    "pitch_ask": Work(
        say("Jawab permintaan giliran lain: {title}"),
        say("Ada {count} tim yang meminta bantuan sekretariat."),
        say("Baca permintaan"),
        "/pitches/{ref}/plan",
    ),
    "reopening": Work(
        say("Putuskan permintaan juri: {title}"),
        say("Ada {count} lembar nilai yang diminta dibuka lagi."),
        say("Baca permintaan"),
        "/panels/{ref}/requests",
    ),
    "judge_question": Work(
        say("Teruskan pertanyaan juri: {title}"),
        say("Ada {count} pertanyaan untuk tim. Nama juri tidak ikut."),
        say("Baca pertanyaan"),
        "/panels/{ref}/requests",
    ),
    "team_question": Work(
        say("Jawab pertanyaan juri tentang {title}"),
        say("Ada {count} pertanyaan. Jawaban dibaca semua juri tanpa nama."),
        say("Jawab pertanyaan"),
        "/entries/{ref}/questions",
    ),
    "room": Work(
        say("Buka ruang kalibrasi {title}"),
        say("Usulan dibagi setelah semua juri menyamakan arti nilai."),
        say("Buka ruang kalibrasi"),
        "/rooms/{ref}",
    ),
    "room_ready": Work(
        say("Bahas dan tutup ruang kalibrasi {title}"),
        say("Semua juri sudah selesai. Sesudah ini usulan dibagi."),
        say("Lihat sebaran nilai"),
        "/rooms/{ref}",
    ),
    "plenary": Work(
        say("Ikuti sidang pleno {title}"),
        say("Panel membahas urutan akhir dan menandatangani berita acara."),
        say("Buka sidang"),
        "/plenaries/{ref}",
    ),
    "visit": Work(
        say("Kunjungan lapangan {title}"),
        say("Periksa setiap pernyataan di tempat, lalu tanda tangani laporannya."),
        say("Buka laporan"),
        "/visits/{ref}",
    ),
    "visit_confirm": Work(
        say("Konfirmasi kunjungan {title}"),
        say("Tim penilai akan datang. Pastikan ada yang menerima."),
        say("Lihat kunjungan"),
        "/visits/{ref}",
    ),
    "visit_plan": Work(
        say("Rencanakan kunjungan {title}"),
        say("{count} usulan menunggu rencana kunjungan."),
        say("Rencanakan"),
        "/visits/{ref}",
    ),
    "visit_held": Work(
        say("Laporan kunjungan belum lengkap: {title}"),
        say("{count} usulan menahan tahap ini. Perpanjang waktunya."),
        say("Lihat kunjungan"),
        "/visits/{ref}",
    ),
    "seal": Work(
        say("Segel hasil {title}"),
        say("Tahap penetapan dibuka. Periksa kesiapan dan hasilnya sebelum menyegel."),
        say("Periksa hasil"),
        "/competitions/{ref}/outcome",
    ),
    "release": Work(
        say("Setujui pengumuman {title}"),
        say("Hasil sudah disegel dan menunggu orang kedua."),
        say("Periksa hasil"),
        "/competitions/{ref}/outcome",
    ),
}
