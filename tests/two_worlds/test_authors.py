"""Blindness: judges do not learn who pitched, and those who pitched not who judged (I12)."""

import pytest

from tests.two_worlds.cast import Secret
from tests.two_worlds.comparing import PUBLIC, Worlds, differences

JUDGES = ("ratna", "tono", "intan")
PITCHED, OTHERWISE = Secret(), Secret(leads=(1, 0, 2))
DRAWN, SWAPPED = Secret(), Secret(swapped=True)
TEAMS = (PUBLIC, "sari", "budi", "joko", "wayan", "lastri")


@pytest.mark.parametrize(
    ("pairs", "stage", "deep"),
    [("sqlite", "panel", JUDGES[:1]), ("postgresql", "panel", ())],
    indirect=["pairs"],
)
def test_a_judge_cannot_tell_who_pitched(pairs: Worlds, stage: str, deep: tuple[str, ...]) -> None:
    one, two = pairs.tell_both((PITCHED, OTHERWISE), stage, (*JUDGES, "dewi"), deep)
    found = differences(one, two)
    assert {(who, url) for who, url in found if who in JUDGES} == set()
    entry = f"/entries/{one.story.entries[0].ref}"
    assert ("dewi", entry) in found
    assert {one.answers[who][entry].status for who in JUDGES} == {404}
    assert {one.answers[who]["/reviews"].status for who in JUDGES} == {200}


@pytest.mark.parametrize("pairs", ["sqlite"], indirect=True)
def test_nobody_who_pitched_can_tell_who_judged(pairs: Worlds) -> None:
    one, two = pairs.tell_both((DRAWN, SWAPPED), "approved", (*TEAMS, "ratna"))
    found = differences(one, two)
    assert {(who, url) for who, url in found if who in TEAMS} == set()
    assert {who for who, _ in found} == {"ratna"}
