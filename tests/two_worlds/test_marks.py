"""Nobody learns a result early: worlds that differ in the marks alone answer alike (I11)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.two_worlds.canaries import Canary, Texts, heard, texts_of
from tests.two_worlds.cast import FALLING, RISING, Secret
from tests.two_worlds.comparing import PUBLIC, Told, Worlds, differences, worlds_in

CAST = (
    PUBLIC, "sari", "budi", "wayan", "dewi", "ratna", "tono", "intan", "hasan", "melati", "lastri",
)  # fmt: skip
SOME = (PUBLIC, "sari", "dewi", "ratna", "hasan", "lastri")
JUDGES, DECIDERS = ("ratna", "tono", "intan"), ("hasan", "melati")
ONE, TWO = Secret(marks=RISING, told="satu"), Secret(marks=FALLING, told="dua kali")
DEEP = (PUBLIC, "sari", "ratna", "hasan")
WHEN = [("sqlite", "panel"), ("postgresql", "approved")]


def cleared(told: Told, who: str, url: str) -> bool:
    """A judge on the sheets they wrote themselves, and those who decide on the dry run."""
    path = url.partition("?")[0].partition(" ")[0]
    return path in told.own.get(who, ()) or (who in DECIDERS and path == told.story.sealing)


def leaks(one: Told, two: Told) -> list[str]:
    """Everything that tells these worlds apart and must not."""
    found = [f"{who}: {url}" for who, url in differences(one, two) if not cleared(one, who, url)]
    found += [f"table {name}" for name in one.tables if one.tables[name] != two.tables[name]]
    return sorted(found) + [f"file {name}" for name in {*one.files, *two.files}]


@pytest.fixture(scope="module")
def approved(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> Iterator[tuple[Told, Told]]:
    """Everybody asks everything, some of them in parts and with parameters too."""
    with worlds_in(tmp_path_factory.mktemp("worlds"), sqlite_template, None) as pairs:
        yield pairs.tell_both((ONE, TWO), "approved", CAST, DEEP)


@pytest.mark.parametrize(("pairs", "stage"), WHEN, indirect=["pairs"])
def test_nobody_learns_a_mark_before_the_release(pairs: Worlds, stage: str) -> None:
    one, two = pairs.tell_both((ONE, TWO), stage, SOME)
    check_silent(one, two, {*JUDGES} if stage == "panel" else {*JUDGES, *DECIDERS})


def test_nobody_learns_a_mark_when_all_is_decided(approved: tuple[Told, Told]) -> None:
    check_silent(*approved, {*JUDGES, *DECIDERS})


def check_silent(one: Told, two: Told, may: set[str]) -> None:
    assert leaks(one, two) == []
    assert {who for who, _ in differences(one, two)} == may & one.answers.keys()
    assert all(len(answers) > 50 for answers in one.answers.values())
    assert {answer.status for answer in one.answers[PUBLIC].values()} <= {200, 303, 404}


def test_no_canary_is_heard_but_by_who_may(approved: tuple[Told, Told]) -> None:
    told = approved[0]
    texts = {who: texts_of(answers) for who, answers in told.answers.items()}
    found = [
        place
        for canary in told.canaries
        for who in texts
        for place in heard(canary, who, texts[who])
    ]
    assert found == []
    assert len({canary.kind for canary in told.canaries}) > 12
    assert [canary.word for canary in told.canaries if silent(canary, texts)] == []


def silent(canary: Canary, texts: dict[str, Texts]) -> bool:
    """Those who may hear it do not: then its silence elsewhere proves nothing."""
    aloud = replace(canary, cleared=frozenset())
    who = canary.cleared & texts.keys()
    return bool(who) and not any(heard(aloud, name, texts[name]) for name in who)


@pytest.mark.parametrize("pairs", ["sqlite"], indirect=True)
def test_after_the_release_everybody_can_tell(pairs: Worlds) -> None:
    one, two = pairs.tell_both((ONE, TWO), "released", (PUBLIC, "sari"))
    seen = {url.partition("/")[2].partition("/")[0] for _, url in differences(one, two)}
    assert seen >= {"outcomes", "verify", "people"}
    assert one.tables["recognition"] != two.tables["recognition"]
    assert one.files != two.files
    assert '"trouble": ""' in one.tables["job"][0]
