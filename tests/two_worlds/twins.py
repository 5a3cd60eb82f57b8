"""Two worlds that stay: told once, asked again and again.

Each answer comes with the statements behind it: where two worlds need others to say the same, the
time that it takes tells them apart.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from ideas import given
from ideas.database import engine_for
from ideas.settings import settings
from tests.bed import worlds
from tests.conftest import NOON
from tests.matrix.asking import Answer, Asker, browser
from tests.two_worlds.comparing import MET, PUBLIC, SEED
from tests.two_worlds.crawling import addresses, references, statements
from tests.two_worlds.story import Story

Telling = Callable[[], Story]
Heard = dict[str, tuple[Answer, tuple[str, ...]]]


@dataclass(frozen=True)
class World:
    """One telling on a database of its own, which stands still at the end of `stage`."""

    story: Story
    stage: str
    url: str
    files: Path
    known: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def entered(self, chance: str) -> Iterator[None]:
        os.environ |= {"IDEAS_DATABASE": self.url, "IDEAS_FILES": str(self.files)}
        settings.cache_clear()
        with given.world(frozen=self.story.clock(self.stage), chance=Random(chance)):
            yield

    def hears(self, who: str, begins: str, more: Collection[str], but: str) -> Heard:
        """What one person is answered wherever an address begins so, and at `more`."""
        with self.entered(f"{SEED} {who}"), browser() as client:
            asker = Asker(client, dict(self.known))
            if who not in {PUBLIC, *self.known}:
                asker.know({who: self.story.people[who]})
                self.known.update(asker.secrets)
            urls = [
                url
                for url in self._addresses()
                if url.startswith(begins) and not url.startswith(but)
            ]
            return {url: self._ask(asker, who, url) for url in (*urls, *more)}

    def _addresses(self) -> Iterable[str]:
        people = sorted(self.story.people[name].ref for name in MET)
        return addresses(references() | {"person": people})

    def _ask(self, asker: Asker, who: str, url: str) -> tuple[Answer, tuple[str, ...]]:
        with statements() as said:
            answer = asker.get(url, who)
        return answer, tuple(said)


@dataclass(frozen=True)
class Twins:
    one: World
    two: World

    def apart(self, who: str, begins: str, more: Collection[str], but: str) -> set[str]:
        """Where somebody can tell these two worlds apart, by an answer or by its making."""
        one, two = (world.hears(who, begins, more, but) for world in (self.one, self.two))
        assert len(one) > 0
        return {url for url in one.keys() | two.keys() if one.get(url) != two.get(url)}


@contextmanager
def twins(
    folder: Path, template: Path, tellings: tuple[Telling, Telling], stage: str
) -> Iterator[Twins]:
    with ExitStack() as kept:
        one, two = (kept.enter_context(_told(folder, template, t, stage)) for t in tellings)
        yield Twins(one, two)


@contextmanager
def _told(folder: Path, template: Path, telling: Telling, stage: str) -> Iterator[World]:
    home = folder / f"world-{len(list(folder.iterdir()))}"
    home.mkdir()
    with worlds.database(home, template, None) as url:
        os.environ |= {"IDEAS_DATABASE": url, "IDEAS_FILES": str(home / "files")}
        settings.cache_clear()
        with given.world(frozen=NOON, chance=Random(SEED)):
            story = telling()
            for told in story.tell():
                if told == stage:
                    break
        yield World(story, stage, url, home / "files")
        engine_for(url).dispose()
