"""Nobody learns a result early: worlds that differ in the marks alone answer alike (I11)."""

from dataclasses import replace

import pytest

from tests.two_worlds.canaries import Canary, heard
from tests.two_worlds.cast import FALLING, RISING, Secret
from tests.two_worlds.comparing import PUBLIC, Told, Worlds, differences

CAST = (
    PUBLIC, "sari", "budi", "wayan", "dewi", "ratna", "tono", "intan", "hasan", "melati", "lastri",
)  # fmt: skip
SOME = (PUBLIC, "sari", "dewi", "ratna", "hasan", "lastri")
JUDGES, DECIDERS = ("ratna", "tono", "intan"), ("hasan", "melati")
ONE, TWO = Secret(marks=RISING, told="satu"), Secret(marks=FALLING, told="dua kali")
ALONE: tuple[str, ...] = ()
DEEP = (PUBLIC, "sari", "ratna", "hasan")
WHEN = [
    ("sqlite", "panel", SOME, ALONE),
    ("sqlite", "approved", CAST, DEEP), ("postgresql", "approved", SOME, ALONE),
]  # fmt: skip


def cleared(told: Told, who: str, url: str) -> bool:
    """A judge on the sheets they wrote themselves, and those who decide on the dry run."""
    path = url.partition("?")[0].partition(" ")[0]
    return path in told.own.get(who, ()) or (who in DECIDERS and path == told.story.sealing)


def leaks(one: Told, two: Told) -> list[str]:
    """Everything that tells these worlds apart and must not."""
    found = [f"{who}: {url}" for who, url in differences(one, two) if not cleared(one, who, url)]
    found += [f"table {name}" for name in one.tables if one.tables[name] != two.tables[name]]
    return sorted(found) + [f"file {name}" for name in {*one.files, *two.files}]


@pytest.mark.parametrize(("pairs", "stage", "cast", "deep"), WHEN, indirect=["pairs"])
def test_nobody_learns_a_mark_before_the_release(
    pairs: Worlds, stage: str, cast: tuple[str, ...], deep: tuple[str, ...]
) -> None:
    one, two = (pairs.tell(secret, stage, cast, deep) for secret in (ONE, TWO))
    assert leaks(one, two) == []
    may = {*JUDGES} if stage == "panel" else {*JUDGES, *DECIDERS}
    assert {who for who, _ in differences(one, two)} == may & {*cast}
    assert all(len(answers) > 50 for answers in one.answers.values())
    assert {answer.status for answer in one.answers[PUBLIC].values()} <= {200, 303, 404}


@pytest.mark.parametrize("pairs", ["sqlite"], indirect=True)
def test_no_canary_is_heard_but_by_who_may(pairs: Worlds) -> None:
    told = pairs.tell(ONE, "approved", CAST)
    found = [
        place
        for canary in told.canaries
        for who, answers in told.answers.items()
        for place in heard(canary, who, answers)
    ]
    assert found == []
    assert len({canary.kind for canary in told.canaries}) > 12
    assert [canary.word for canary in told.canaries if silent(canary, told)] == []


def silent(canary: Canary, told: Told) -> bool:
    """Those who may hear it do not: then its silence elsewhere proves nothing."""
    aloud = replace(canary, cleared=frozenset())
    who = canary.cleared & told.answers.keys()
    return bool(who) and not any(heard(aloud, name, told.answers[name]) for name in who)


@pytest.mark.parametrize("pairs", ["sqlite"], indirect=True)
def test_after_the_release_everybody_can_tell(pairs: Worlds) -> None:
    one, two = (pairs.tell(secret, "released", (PUBLIC, "sari")) for secret in (ONE, TWO))
    seen = {url.partition("/")[2].partition("/")[0] for _, url in differences(one, two)}
    assert seen >= {"outcomes", "verify", "people"}
    assert one.tables["recognition"] != two.tables["recognition"]
    assert one.files != two.files
    assert '"trouble": ""' in one.tables["job"][0]
