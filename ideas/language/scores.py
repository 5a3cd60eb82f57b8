"""What words about marks, ties and agreement are called."""

SCORES: dict[tuple[str, str], str] = {
    ("Harmony", "firm"): "Sejalan",
    ("Harmony", "tentative"): "Cukup sejalan",
    ("Harmony", "weak"): "Belum sejalan",
    ("Harmony", "unknown"): "Belum dapat dihitung",
    ("Band", "strong"): "Sangat kuat",
    ("Band", "good"): "Kuat",
    ("Band", "fair"): "Cukup",
    ("Band", "thin"): "Perlu diperkuat",
    ("Tie", "none"): "tidak ada nilai sama",
    ("Tie", "broken"): "nilai sama, dibedakan kriteria terberat",
    ("Tie", "shared"): "nilai sama, peringkat bersama",
    ("Tie", "drawn"): "nilai sama, diundi",
}
