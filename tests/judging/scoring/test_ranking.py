import hashlib
import random
from fractions import Fraction

from ideas.judging.scoring.calibration import Calibration, EntryScore, Method, Why
from ideas.judging.scoring.ranking import Decided, commitment, ranked, straddling
from ideas.judging.scoring.rules import Marked


def sheet(entry: str, judge: str, idea: int, use: int) -> list[Marked]:
    return [
        Marked(entry, judge, "idea", Fraction(2), Fraction(idea)),
        Marked(entry, judge, "use", Fraction(1), Fraction(use)),
    ]


# K1 and K2 stand at 70, K2 by the better idea; K3, K4 and K5 are the same in everything.
ROWS = [
    *sheet("K0", "A", 90, 90), *sheet("K1", "A", 65, 80), *sheet("K2", "A", 75, 60),
    *sheet("K3", "A", 50, 50), *sheet("K4", "A", 50, 50), *sheet("K5", "A", 50, 50),
]  # fmt: skip


def test_ties_go_to_the_heaviest_criterion_and_then_to_the_lot() -> None:
    found = ranked(ROWS, "seed")
    assert [(place.rank, place.entry, place.decided_by) for place in found[:3]] == [
        (1, "K0", Decided.SCORE), (2, "K2", Decided.CRITERION), (3, "K1", Decided.CRITERION)
    ]  # fmt: skip
    assert {place.decided_by for place in found[3:]} == {Decided.LOT}
    drawn = sorted(["K3", "K4", "K5"], key=lambda e: hashlib.sha256(f"seed:{e}".encode()).digest())
    assert [place.entry for place in found[3:]] == drawn


def test_only_the_lot_follows_the_seed_and_every_order_can_come_of_it() -> None:
    orders = {tuple(p.entry for p in ranked(ROWS, str(seed))) for seed in range(60)}
    assert {order[:3] for order in orders} == {("K0", "K2", "K1")}
    assert len(orders) == 6


def test_no_order_of_rows_changes_the_ranking() -> None:
    mixed = random.Random(3).sample(ROWS, len(ROWS))
    assert ranked(mixed, "seed") == ranked(ROWS, "seed")


def test_the_seed_is_bound_before_it_is_told() -> None:
    assert commitment("seed") == hashlib.sha256(b"seed").hexdigest()
    assert commitment("seed") != commitment("Seed")


def scored(entry: str, rank: int, low: int, high: int) -> EntryScore:
    return EntryScore(entry, 3, 0.0, 0.0, 1.0, rank, low, high)


def test_the_most_open_entries_are_talked_about_first() -> None:
    """The line lies below rank 10: who may be 10 or 11 is open, who may not is not."""
    entries = (
        scored("safe", 2, 1, 10), scored("leaning", 6, 2, 11), scored("open", 10, 5, 16),
        scored("doubtful", 13, 8, 40), scored("out", 20, 11, 50),
    )  # fmt: skip
    found = straddling(Calibration(Method.NONE, Why.ASKED, True, entries, ()), line=10)
    assert [one.entry for one in found] == ["open", "leaning", "doubtful"]
