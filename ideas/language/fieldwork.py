"""What a field visit says, by word: who goes, how far it is, what was found."""

FIELDWORK: dict[tuple[str, str], str] = {
    ("VisitPart", "panelist"): "Panelis",
    ("VisitPart", "evaluator"): "Evaluator",
    ("VisitState", "unplanned"): "Belum direncanakan",
    ("VisitState", "planned"): "Disusun",
    ("VisitState", "told"): "Dijadwalkan",
    ("VisitState", "signed"): "Laporan lengkap",
    ("VisitState", "skipped"): "Tidak dikunjungi",
    ("Found", "found"): "Ditemukan",
    ("Found", "partly"): "Sebagian",
    ("Found", "missing"): "Tidak ditemukan",
    ("Found", "unchecked"): "Tidak dapat diperiksa",
    ("Phase", "waiting"): "Menunggu giliran",
    ("Phase", "talk"): "Paparan",
    ("Phase", "questions"): "Tanya jawab",
    ("Phase", "over"): "Selesai",
    ("Phase", "absent"): "Tidak hadir",
    ("Decision", "proposed"): "Menunggu suara",
    ("Decision", "accepted"): "Diterima",
    ("Decision", "declined"): "Tidak diterima",
}
