"""How each kind of work is announced on a desk."""

from ideas.pages.duties import DUTIES, Work
from ideas.say import say

WORK = {
    "invitation": Work(
        say("Jawab undangan tim: {title}"),
        say("Peran dan bagian Anda menunggu persetujuan Anda sendiri."),
        say("Lihat undangan"),
        "/proposals/{ref}",
    ),
    "named": Work(
        say("Ini gagasan Anda? {title}"),
        say("Rekan menuliskannya atas nama Anda. Akui, atau katakan bukan."),
        say("Baca dan jawab"),
        "/proposals/{ref}",
    ),
    "draft": Work(
        say("Lengkapi dan kirim {title}"),
        say("Draf tersimpan. Kirim sebelum pengajuan ditutup."),
        say("Lanjutkan menulis"),
        "/proposals/{ref}/edit",
    ),
    "question": Work(
        say("Jawab pertanyaan tentang {title}"),
        say("Ada {count} pertanyaan rekan untuk tim Anda."),
        say("Baca pertanyaan"),
        "/proposals/{ref}#talk",
    ),
    "suggestion": Work(
        say("Jawab saran untuk {title}"),
        say("Ada {count} saran perubahan. Pakai, atau tolak dengan satu kalimat."),
        say("Baca saran"),
        "/proposals/{ref}/suggestions",
    ),
    "offer": Work(
        say("Jawab tawaran rekan untuk {title}"),
        say("Ada {count} rekan yang menawarkan diri. Terima, atau ucapkan terima kasih."),
        say("Lihat tawaran"),
        "/proposals/{ref}/team",
    ),
    "lead": Work(
        say("Anda diminta memimpin {title}"),
        say("Ketua tim ingin menyerahkan perannya. Anda yang memutuskan."),
        say("Baca dan jawab"),
        "/proposals/{ref}/team",
    ),
    "amendment": Work(
        say("Jawab perubahan tim {title}"),
        say("Peran atau bagian Anda berubah hanya bila Anda setuju."),
        say("Baca dan jawab"),
        "/proposals/{ref}/team",
    ),
    "merger": Work(
        say("Jawab usul penggabungan {title}"),
        say("Dua gagasan menjadi satu hanya bila kedua ketua setuju."),
        say("Baca dan jawab"),
        "/proposals/{ref}/merger",
    ),
    "report": Work(
        say("Periksa laporan di {title}"),
        say("Ada {count} komentar yang menunggu keputusan."),
        say("Buka moderasi"),
        "/moderation",
    ),
    "returned": Work(
        say("Perbaiki {title}"),
        say("Usulan dikembalikan dengan catatan."),
        say("Baca catatan"),
        "/entries/{ref}",
    ),
    "completion": Work(
        say("Lengkapi {title}"),
        say("Anda lolos. Panel membacanya sesudah ini."),
        say("Lengkapi usulan"),
        "/proposals/{ref}/edit",
    ),
    "endorsement": Work(
        say("Setujui atau kembalikan {title}"),
        say("Usulan bawahan Anda menunggu keputusan Anda."),
        say("Periksa usulan"),
        "/endorsements/{ref}",
    ),
    "screening": Work(
        say("Periksa administrasi {title}"),
        say("Ada {count} usulan yang menunggu pemeriksaan."),
        say("Mulai memeriksa"),
        "/screening",
    ),
    "role": Work(
        say("Setujui peran {title}"),
        say("Peran ini belum berlaku. Perlu persetujuan orang kedua."),
        say("Periksa peran"),
        "/admin/roles/{ref}",
    ),
}
WORK |= DUTIES
