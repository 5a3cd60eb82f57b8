"""The whole of judging in two worlds, page by page, file by file, letter by letter (I12).

Who pitched is nothing to a judge before they stand face to face; who judged is nothing to those
who pitched, nor to a chair who stands close to them.
"""

import pytest

from tests.two_worlds.cast import Secret
from tests.two_worlds.comparing import PUBLIC, Worlds
from tests.two_worlds.following import Followed, Place, apart, follow_both

TOLD, OTHERWISE, TAKEN_OVER = Secret(), Secret(leads=(1, 0, 2)), Secret(swapped=True)
# Intan reads the first entry, turns out to know its team, and Tono takes it over; or the reverse.
JUDGES = {
    "scored": ("ratna", "intan", "tono"), "visited": ("tono",), "on stage": ("ratna", "intan"),
    "sat": ("ratna", "intan"),
}  # fmt: skip
TEAMS = {
    "calibrated": ("wayan",), "scored": ("sari", "wayan"), "visited": ("sari", "wayan"),
    "on stage": ("sari", "wayan", "surya"), "sat": ("wayan",),
    "released": (PUBLIC, "sari", "wayan"),
}  # fmt: skip


def face_to_face(place: Place) -> bool:
    """Whoever presents stands before the judges, with a name and a unit."""
    stage, _, url = place
    return stage in ("on stage", "sat") and url.startswith("/pitches/")


def after_the_release(place: Place) -> bool:
    """The minutes name who left the room; until the release nobody gets them who left it too."""
    stage, _, url = place
    return stage == "released" and "minutes.pdf" in url


def by_hand(place: Place) -> bool:
    """Whoever recounts learns which marks come of one hand, never of whose."""
    stage, _, url = place
    return stage == "released" and "/scores.csv" in url


def told_apart(one: Followed, two: Followed, people: tuple[str, ...]) -> set[str]:
    """Whose letters or notices differ."""
    return {
        name
        for name in people
        if one.post.get(name) != two.post.get(name) or one.notices[name] != two.notices[name]
    }


def files_of(told: Followed, who: str) -> set[str]:
    """Which kinds of files somebody got, so that their bytes were compared as well."""
    got = [
        url
        for (_, name), hearing in told.heard.items()
        for url, heard in hearing.items()
        if (name, heard.answer.status) == (who, 200)
    ]
    return {
        kind for kind in (".pdf", ".ics", ".zip", "/photos/") if any(kind in url for url in got)
    }


@pytest.mark.parametrize("pairs", ["sqlite"], indirect=True)
def test_no_judge_learns_who_pitched_before_they_meet(pairs: Worlds) -> None:
    one, two = follow_both(pairs, (TOLD, OTHERWISE), JUDGES)
    found = apart(one, two)
    assert {place for place in found if not face_to_face(place)} == set()
    assert {who for _, who, _ in found} >= {"ratna", "intan"}
    judges = tuple(name.lower() for name in one.story.judges)
    assert told_apart(one, two, judges) == set()
    assert told_apart(one, two, ("sari", "joko")) == {"sari", "joko"}
    assert all(one.post[judge] for judge in judges)
    assert files_of(one, "ratna") | files_of(one, "tono") == {".pdf", ".ics", "/photos/"}


@pytest.mark.parametrize("pairs", ["sqlite"], indirect=True)
def test_nobody_who_pitched_or_stands_close_learns_who_judged(pairs: Worlds) -> None:
    one, two = follow_both(pairs, (TOLD, TAKEN_OVER), TEAMS)
    found = {place for place in apart(one, two) if not by_hand(place)}
    blind = {place for place in found if place[1] != "surya" and not after_the_release(place)}
    assert blind == set()
    assert {who for _, who, _ in found} == {"surya", "wayan"}
    assert told_apart(one, two, ("sari", "budi", "joko", "rini", "wayan", "bayu")) == set()
    assert told_apart(one, two, ("intan", "tono")) == {"intan", "tono"}
    assert one.post["sari"]
    assert files_of(one, "sari") == {".ics", ".pdf", ".zip"}
