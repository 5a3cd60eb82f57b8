"""The purposes for which we hold personal data, in words that everybody may read."""

from ideas.protection.privacy.rules import Basis, Section, Source
from ideas.say import say

_ALL = (
    Section(
        "identity", say("Siapa Anda"),
        say("Agar gagasan dan penghargaan sampai kepada orang yang tepat."),
        Basis.DUTY, Source.OFFICE,
        say("Nama: semua pegawai. NIP: hanya Anda dan pengelola kepegawaian."),
        say("Selama Anda bertugas di kantor ini."),
    ),
    Section(
        "work", say("Jabatan dan unit"),
        say("Untuk menentukan atasan, hak ikut serta, dan benturan kepentingan."),
        Basis.DUTY, Source.OFFICE, say("Semua pegawai."),
        say("Selama Anda bertugas di kantor ini."),
    ),
    Section(
        "access", say("Cara Anda masuk"),
        say("Agar hanya Anda yang dapat memakai akun Anda."),
        Basis.TASK, Source.SELF, say("Hanya Anda dan sistem."),
        say("Catatan masuk dihapus berkala sesuai masa simpan."),
    ),
    Section(
        "roles", say("Peran"), say("Agar jelas siapa berwenang melakukan apa, dan kapan."),
        Basis.TASK, Source.OFFICE, say("Pengelola dan auditor."),
        say("Tetap, sebagai bukti wewenang."),
        say("Peran adalah bukti wewenang. Namanya diganti nama samaran."),
    ),
    Section(
        "ideas", say("Gagasan dan tim"),
        say("Untuk menilai gagasan dan menghargai yang menulisnya."),
        Basis.TASK, Source.SELF, say("Tim Anda. Setelah dikirim: pemeriksa dan penilai."),
        say("Usulan terkirim tetap. Draf yang ditinggalkan dihapus berkala."),
        say("Usulan terkirim adalah arsip dinas. Nama di dalamnya diganti."),
    ),
    Section(
        "decisions", say("Keputusan yang Anda buat"),
        say("Agar setiap keputusan dapat dipertanggungjawabkan."),
        Basis.DUTY, Source.SELF, say("Tim yang menerima keputusan dan panitia."),
        say("Tetap, sebagai arsip dinas."),
        say("Keputusan dinas tetap berlaku. Nama di dalamnya diganti."),
    ),
    Section(
        "votes", say("Suara"), say("Agar setiap pemilih hanya bersuara satu kali."),
        Basis.TASK, Source.SELF, say("Tidak ada. Pilihan Anda tidak tampil di mana pun."),
        say("Kaitan dengan Anda dihapus setelah masa keberatan."),
        say("Suara tetap dihitung. Pemilihnya tinggal nama samaran."),
    ),
    Section(
        "talk", say("Diskusi dan kabar"),
        say("Agar gagasan dapat dibahas, dan Anda mendengar yang perlu saja."),
        Basis.TASK, Source.SELF, say("Pembaca gagasan itu. Kabar: hanya Anda."),
        say("Diskusi selama gagasannya ada. Kabar dihapus berkala."),
        say("Tempat komentar tetap ada agar diskusi terbaca, tanpa isinya."),
    ),
    Section(
        "judging", say("Penilaian yang Anda berikan"),
        say("Untuk menghitung hasil yang adil dan dapat diperiksa."),
        Basis.TASK, Source.SELF, say("Ketua panel. Tim hanya membaca tanpa nama."),
        say("Tetap, sebagai dasar hasil."),
        say("Nilai yang terkunci adalah dasar hasil. Namanya diganti."),
    ),
    Section(
        "recognition", say("Penghargaan"),
        say("Agar penghargaan Anda tercatat dan dapat diperiksa siapa pun."),
        Basis.DUTY, Source.OFFICE, say("Umum, sebatas yang Anda tampilkan."),
        say("Tetap, sesuai surat keputusannya."),
        say("Penghargaan ditetapkan dengan keputusan dan tetap dapat diperiksa."),
    ),
    Section(
        "history", say("Riwayat"), say("Agar perubahan dapat ditelusuri dan log dapat diperiksa."),
        Basis.DUTY, Source.SYSTEM, say("Tim terkait dan auditor."),
        say("Tetap. Isinya dapat dihapus tanpa merusak log."),
        say("Yang tinggal hanya jenis tindakan, waktu, dan tanda bukti."),
    ),
    Section(
        "privacy", say("Pilihan dan permintaan Anda"),
        say("Untuk memenuhi hak Anda dan membuktikannya."),
        Basis.DUTY, Source.SELF, say("Anda dan petugas pelindungan data."),
        say("Tetap, sebagai bukti bahwa hak Anda dipenuhi."),
        say("Bahwa ada permintaan tetap tercatat, tanpa isinya."),
    ),
)  # fmt: skip

SECTIONS = {section.key: section for section in _ALL}

# What one row of each table is called.
ROWS = {
    "person": say("Data diri"), "person_number": say("Nomor pegawai"),
    "posting": say("Penempatan"), "account": say("Akun"), "identity": say("Akun tersambung"),
    "sign_in": say("Sesi masuk"), "once": say("Formulir terkirim"), "role_grant": say("Peran"),
    "member": say("Keanggotaan tim"), "version": say("Versi tulisan"), "entry": say("Usulan"),
    "decision": say("Keputusan"), "outcome": say("Penetapan hasil"), "ballot": say("Surat suara"),
    "assignment": say("Lembar nilai"), "mark": say("Nilai per kriteria"),
    "visit_member": say("Kunjungan lapangan"),
    "sheet_version": say("Nilai yang pernah dikunci"),
    "reopening": say("Permintaan membuka lembar nilai"),
    "question": say("Pertanyaan juri kepada tim"),
    "conflict": say("Benturan kepentingan"), "declaration": say("Pernyataan juri"),
    "presence": say("Kehadiran di sidang pleno"), "aside": say("Meninggalkan ruang sidang"),
    "order_change": say("Usul perubahan urutan"), "plenary": say("Tanda tangan berita acara"),
    "recognition": say("Penghargaan"),
    "saved_search": say("Pencarian tersimpan"),
    "draft_change": say("Simpanan draf"),
    "reminding": say("Pengingat draf"), "scribe": say("Gagasan rekan yang Anda tuliskan"),
    "attachment": say("Lampiran"), "kin": say("Gagasan yang serupa"),
    "approach": say("Minta bergabung dengan tim"), "merger": say("Usul penggabungan"),
    "carried": say("Jawaban atas penggabungan"),
    "notice": say("Kabar"), "hearing": say("Pilihan kabar"), "digest": say("Surat harian"),
    "comment": say("Komentar"), "mention": say("Sebutan dalam komentar"),
    "suggestion": say("Saran perubahan"), "support": say("Dukungan"),
    "follow": say("Gagasan yang diikuti"), "report": say("Laporan komentar"),
    "hiding": say("Komentar yang disembunyikan"),
    "person_skill": say("Minat dan keahlian"),
    "place_answer": say("Tawaran ikut tim"), "amendment": say("Usul perubahan tim"),
    "amendment_line": say("Persetujuan perubahan tim"),
    "event": say("Catatan riwayat"), "consent_choice": say("Pilihan tampilan"),
    "privacy_request": say("Permintaan"), "data_copy": say("Salinan data"),
    "erasure": say("Penghapusan"), "breach": say("Laporan kegagalan"),
    "retention_period": say("Masa simpan"), "stand_in": say("Penggantian sementara"),
    "totp": say("Aplikasi kode"), "recovery_code": say("Kode cadangan"),
    "passkey": say("Kunci sandi"), "challenge": say("Tantangan masuk"),
    "link": say("Tautan surat"), "intake": say("Berkas pegawai yang Anda masukkan"),
}  # fmt: skip
