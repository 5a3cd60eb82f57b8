"""How well the same idea is found, on pairs that a person judged; and what a likeness is."""

from pathlib import Path

from ideas.discovery.innovations.rules import SAMPLE
from ideas.discovery.likeness.measuring import figures, pairs_in, ranks, read_rows
from ideas.discovery.likeness.rules import Text, asked, features, likeness, rarity

PAIRS = Path(__file__).with_name("similar_pairs.csv")
SEVENTY = 71


def test_the_same_idea_is_among_the_first_five_nine_times_in_ten() -> None:
    same = [pair for pair in pairs_in(read_rows(PAIRS)) if pair.label == "same"]
    told = figures(same, ranks(same, read_rows(SAMPLE)))
    assert told["pairs"] == SEVENTY
    assert told["recall@5"] >= 0.90
    assert told["mrr"] >= 0.58


def test_figures_count_what_was_not_found_as_lost() -> None:
    assert figures([], [1, 5, 6, 0]) == {
        "recall@1": 0.25, "recall@5": 0.5, "mrr": round((1 + 1 / 5 + 1 / 6) / 4, 4), "pairs": 0,
    }  # fmt: skip


def test_words_that_mean_the_same_make_texts_alike() -> None:
    made = features(Text("Pendaftaran daring puskesmas"))
    question = asked(features(Text("Registrasi online di faskes")), dict.fromkeys(made, 1))
    other = asked(features(Text("Bank sampah sekolah")), dict.fromkeys(made, 1))
    assert likeness(question, made) > 0
    assert likeness(other, made) == 0


def test_what_few_have_says_more() -> None:
    assert rarity(1) > rarity(10) > rarity(1000) > rarity(1999) > 0
    assert rarity(10**9) < 0.1
