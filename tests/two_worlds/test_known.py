"""Twelve leaks of other systems, planted one by one: each is found, and without them nothing is."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from ideas.settings import settings
from ideas.web.visiting import dressed
from tests.two_worlds.known import LEAKS, Leak
from tests.two_worlds.story import Secret
from tests.two_worlds.test_authors import DRAWN, OTHERWISE, PITCHED, SWAPPED
from tests.two_worlds.test_marks import ONE, TWO
from tests.two_worlds.twins import Twins, twins

WORLDS: dict[str, tuple[Secret, Secret]] = {
    "authors": (PITCHED, OTHERWISE), "judges": (DRAWN, SWAPPED), "marks": (ONE, TWO),
}  # fmt: skip


@pytest.fixture(scope="module")
def pairs_of(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> Iterator[dict[str, Twins]]:
    """Each pair of worlds is told once, up to where the sheets are locked."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("IDEAS_DATABASE", "IDEAS_FILES"):
            patch.setenv(name, "")
        with _all_told(tmp_path_factory, sqlite_template) as told:
            yield told
    settings.cache_clear()


@contextmanager
def _all_told(folders: pytest.TempPathFactory, template: Path) -> Iterator[dict[str, Twins]]:
    with ExitStack() as kept:
        yield {
            name: kept.enter_context(twins(folders.mktemp(name), template, secrets, "panel"))
            for name, secrets in WORLDS.items()
        }


def named(leak: Leak) -> str:
    return f"{leak.name} ({leak.seen})"


@pytest.mark.parametrize("leak", LEAKS, ids=named)
def test_a_leak_that_others_had_is_found_in_ours(
    pairs_of: dict[str, Twins], monkeypatch: pytest.MonkeyPatch, leak: Leak
) -> None:
    pair = pairs_of[leak.worlds]
    assert pair.apart(leak.who, leak.at, leak.more, leak.but) == set()

    def leaking(visit: Any, answer: Any) -> Any:
        if visit.request.url.path.startswith(leak.at):
            answer.body += leak.tell(visit).encode()
        return dressed(visit, answer)

    monkeypatch.setattr("ideas.web.answering.dressed", leaking)
    assert pair.apart(leak.who, leak.at, leak.more, leak.but)
