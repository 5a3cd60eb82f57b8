"""Building a leak into an answer, and hearing whether somebody can tell two worlds apart by it."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ideas.settings import settings
from ideas.web.visiting import dressed
from tests.two_worlds.cast import Secret
from tests.two_worlds.known import Leak
from tests.two_worlds.story import Story
from tests.two_worlds.twins import Twins, told

Kind = type[Story]
Pairs = Mapping[str, tuple[str, Kind, Secret, Secret]]  # the stage, and what is told up to there


@contextmanager
def all_told(
    folders: pytest.TempPathFactory, template: Path, pairs: Pairs
) -> Iterator[dict[str, Twins]]:
    """Each pair of worlds; what several of them tell is told once, and copied for each."""
    stages: dict[tuple[Kind, Secret], dict[str, str]] = {}
    for name, (stage, kind, *secrets) in pairs.items():
        for secret in secrets:
            stages.setdefault((kind, secret), {})[name] = stage
    with pytest.MonkeyPatch.context() as patch, ExitStack() as kept:
        for name in ("IDEAS_DATABASE", "IDEAS_FILES"):
            patch.setenv(name, "")
        known = {
            (kind, secret): kept.enter_context(
                told(folders.mktemp("world"), template, partial(kind, secret), names)
            )
            for (kind, secret), names in stages.items()
        }
        yield {
            name: Twins(known[kind, one][name], known[kind, two][name])
            for name, (_, kind, one, two) in pairs.items()
        }
    settings.cache_clear()


def named(leak: Leak) -> str:
    return f"{leak.name} ({leak.seen})"


def check_found(patch: pytest.MonkeyPatch, pair: Twins, leak: Leak) -> None:
    """Without the leak nothing tells them apart; with it something does."""
    assert pair.apart(leak.who, leak.at, leak.more, leak.but) == set()

    def leaking(visit: Any, answer: Any) -> Any:
        if visit.request.url.path.startswith(leak.at):
            answer.body += leak.tell(visit).encode()
        return dressed(visit, answer)

    patch.setattr("ideas.web.answering.dressed", leaking)
    assert pair.apart(leak.who, leak.at, leak.more, leak.but)
