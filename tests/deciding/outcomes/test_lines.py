"""The lines of a result, once a plenary has parted equals."""

from dataclasses import replace
from fractions import Fraction

from ideas.deciding.outcomes.lines import Candidate, lines_of
from ideas.deciding.plenaries.queries import Decided
from ideas.deciding.plenaries.rules import Spot
from ideas.deciding.rankings.rules import Line, Table, Tie
from ideas.given import new_id
from ideas.judging.scoring.calibration import Method, Why
from tests.judged import THREE

EQUAL = Fraction(80)


def equals(number: int) -> list[Line]:
    """So many entries that share the first place."""
    line = Line(new_id(), "", "", "", EQUAL, EQUAL, EQUAL, 2, place=1, tie=Tie.SHARED)
    return [replace(line, entry_id=new_id(), ref=str(n)) for n in range(number)]


def ties(lines: list[Line], *places: int) -> list[Tie]:
    """What is told of them when they are put at these places."""
    known = [Candidate(ln.entry_id, new_id(), new_id(), ln.ref, "", "", "", 1, 0) for ln in lines]
    spots = {ln.entry_id: Spot(ln, place) for ln, place in zip(lines, places, strict=True)}
    table = Table(tuple(lines), Method.NONE, Why.ASKED, connected=True)
    found = lines_of(known, table, Decided(spots), THREE)
    return [line.tie for line in found]


def test_who_still_shares_a_place_is_told_so() -> None:
    assert ties(equals(2), 1, 1) == [Tie.SHARED, Tie.SHARED]


def test_whom_the_plenary_parted_shares_no_place() -> None:
    assert ties(equals(2), 2, 1) == [Tie.NONE, Tie.NONE]
    assert ties(equals(3), 2, 1, 2) == [Tie.NONE, Tie.SHARED, Tie.SHARED]
