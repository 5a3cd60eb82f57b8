"""Which sheet comes next, and how long the rest takes; without a database."""

from datetime import UTC, datetime, timedelta

from ideas.judging.panels.rules import AssignmentState
from ideas.judging.queues.rules import Line, Shelf, begun_last, minutes_each, next_of

NOON = datetime(2026, 11, 25, 5, tzinfo=UTC)
OPEN, LOCKED = AssignmentState.OPEN, AssignmentState.LOCKED


def line(ref: str, *, begun: int = 0, read: int = 0, state: AssignmentState = OPEN) -> Line:
    saved_at = NOON + timedelta(minutes=begun) if begun else None
    return Line(ref, f"Gagasan {ref}", state, saved_at, read=read)


def test_the_least_read_of_the_new_comes_first_in_the_drawn_order() -> None:
    pile = [line("A", read=2), line("B", read=1), line("C", read=1), line("D", state=LOCKED)]
    assert next_of(pile) == pile[1]
    assert next_of(pile, "B") == pile[2]
    assert next_of(pile, "C") == pile[1]


def test_drafts_wait_until_nothing_is_new_and_then_go_round() -> None:
    pile = [line("A", begun=1), line("B"), line("C", begun=2), line("D", begun=3)]
    assert next_of(pile, "C") == pile[1]
    drafts = [pile[0], pile[2], pile[3]]
    assert [next_of(drafts, ref) for ref in "ACD"] == [pile[2], pile[3], pile[0]]


def test_with_all_locked_nothing_is_next() -> None:
    done = [line("A", state=LOCKED), line("B", state=LOCKED)]
    assert (next_of(done), next_of(done, "A"), begun_last(done)) == (None, None, None)
    assert next_of([line("A")], "A") is None


def test_one_goes_on_where_one_stopped() -> None:
    pile = [line("A", begun=1), line("B", begun=9), line("C"), line("D", begun=10, state=LOCKED)]
    assert begun_last(pile) == pile[1]


def test_a_reopened_sheet_lies_on_a_shelf_of_its_own() -> None:
    pile = [line("A"), line("B", begun=1), Line("C", "C", OPEN, NOON, reopened=True)]
    shelves = [one.shelf for one in (*pile, Line("D", "D", LOCKED, NOON, reopened=True))]
    assert shelves == [Shelf.NEW, Shelf.DRAFT, Shelf.REOPENED, Shelf.DONE]


def test_a_pace_is_told_from_three_and_a_long_lunch_does_not_count() -> None:
    taken = [
        Line(ref, "", LOCKED, NOON, seconds=s)
        for ref, s in zip("ABC", (600, 720, 9000), strict=True)
    ]
    assert minutes_each(taken[:2]) is None
    assert minutes_each(taken) == 12
