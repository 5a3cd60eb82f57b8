"""Leaks of other systems, planted one by one: each is found, and without them nothing is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.two_worlds.cast import Secret
from tests.two_worlds.chapters import Whole
from tests.two_worlds.known import LEAKS, Leak
from tests.two_worlds.known_in_judging import IN_JUDGING
from tests.two_worlds.planting import Pairs, all_told, check_found, named
from tests.two_worlds.story import Story
from tests.two_worlds.test_authors import DRAWN, OTHERWISE, PITCHED, SWAPPED
from tests.two_worlds.test_marks import ONE, TWO
from tests.two_worlds.twins import Twins

WORLDS: Pairs = {
    "authors": ("panel", Story, PITCHED, OTHERWISE),
    "judges": ("panel", Story, DRAWN, SWAPPED),
    "marks": ("panel", Story, ONE, TWO),
}
TAKEN_OVER = Secret(swapped=True)
WHOLE: Pairs = {
    "on stage": ("on stage", Whole, Secret(), TAKEN_OVER),
    "released": ("released", Whole, Secret(), TAKEN_OVER),
    "minutes": ("sat", Whole, PITCHED, OTHERWISE),
}


@pytest.fixture(scope="module")
def short(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> Iterator[dict[str, Twins]]:
    """Up to where the sheets are locked."""
    with all_told(tmp_path_factory, sqlite_template, WORLDS) as told:
        yield told


@pytest.fixture(scope="module")
def whole(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> Iterator[dict[str, Twins]]:
    """The whole of judging, up to a stage."""
    with all_told(tmp_path_factory, sqlite_template, WHOLE) as told:
        yield told


@pytest.mark.parametrize("leak", LEAKS, ids=named)
def test_a_leak_that_others_had_is_found_in_ours(
    short: dict[str, Twins], monkeypatch: pytest.MonkeyPatch, leak: Leak
) -> None:
    check_found(monkeypatch, short[leak.worlds], leak)


@pytest.mark.parametrize("leak", IN_JUDGING, ids=named)
def test_a_leak_that_others_had_is_found_where_entries_are_judged(
    whole: dict[str, Twins], monkeypatch: pytest.MonkeyPatch, leak: Leak
) -> None:
    check_found(monkeypatch, whole[leak.worlds], leak)
