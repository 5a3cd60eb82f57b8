"""Why this judge: in words that hold."""

from dataclasses import replace

from ideas.judging.assignment.drawing import assign
from ideas.judging.assignment.rules import Entry, Judge, Problem
from ideas.judging.assignment.telling import why

ENTRIES = [Entry("E0", "Kesehatan", frozenset({"air"})), Entry("E1", "Kesehatan")]
JUDGES = [
    Judge("J0", "Utara", frozenset({"Kesehatan"}), frozenset({"air"})),
    Judge("J1", "Selatan"),
    Judge("J2", "Timur", frozenset({"Layanan"})),
]
PROBLEM = Problem(ENTRIES, JUDGES, 2, bridges=1)


def told(problem: Problem, pair: tuple[str, str]) -> str:
    return " ".join(str(part) for part in why(problem, assign(problem, 1), pair))


def test_a_judge_is_explained_by_category_expertise_load_and_lot() -> None:
    assert told(PROBLEM, ("E0", "J0")) == (
        "Juri ini membaca kategori Kesehatan. Keahliannya cocok: air. "
        "Bebannya 2 usulan; beban juri lain 0 sampai 2. "
        "Tidak ada benturan. Di antara yang setara, undian memutuskan."
    )


def test_a_bridge_a_wish_and_a_pin_are_named() -> None:
    wished = replace(PROBLEM, wishes={("E0", "J1"): 2}, must=frozenset({("E1", "J1")}))
    assert "Juri ini ingin membaca usulan ini." in told(wished, ("E0", "J1"))
    assert "Juri jembatan dari panel Selatan" in told(wished, ("E0", "J1"))
    assert told(wished, ("E1", "J1")).startswith("Ditetapkan lebih dulu, atau sudah dinilai.")
    assert "undian" not in told(wished, ("E1", "J1"))


def test_what_stood_before_and_what_is_beyond_a_field_is_said() -> None:
    problem = replace(PROBLEM, judges=[JUDGES[0], JUDGES[2]], existing={("E0", "J2")})
    assert told(problem, ("E0", "J2")).startswith(
        "Sudah dibagikan sebelumnya. Kategori Kesehatan di luar bidangnya; hanya untuk jembatan."
    )
