"""Words of a rubric and of how marks become places."""

RUBRICS: dict[tuple[str, str], str] = {
    ("Scale", "1-5"): "1 sampai 5",
    ("Scale", "1-10"): "1 sampai 10",
    ("Scale", "0-10"): "0 sampai 10",
    ("Scale", "0-100"): "0 sampai 100",
    ("RoomState", "none"): "Tanpa ruang kalibrasi",
    ("RoomState", "waiting"): "Belum dibuka",
    ("RoomState", "open"): "Sedang berjalan",
    ("RoomState", "closed"): "Selesai",
    ("Correction", "none"): "Tidak, rata-rata apa adanya",
    ("Correction", "additive"): "Ya, menurut ketatnya tiap juri",
    ("Correction", "track"): "Ya, menurut juri dan kategori",
    ("Correction", "auto"): "Dipilih oleh aturan tetap dari datanya",
    ("TieRule", "shared"): "Peringkat bersama",
    ("TieRule", "lot"): "Undian yang dapat diperiksa",
}
