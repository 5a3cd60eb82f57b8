"""Two worlds that stay: told once, asked again and again.

Each answer comes with the statements behind it: where two worlds need others to say the same, the
time that it takes tells them apart.
"""

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from ideas import given
from ideas.database import engine_for
from ideas.settings import settings
from tests.bed import worlds
from tests.conftest import NOON
from tests.matrix.asking import Asker, browser
from tests.two_worlds.comparing import MET, PUBLIC, SEED
from tests.two_worlds.crawling import Hearing, addresses, references
from tests.two_worlds.evidence import Heard, are_apart, questions, witnessed
from tests.two_worlds.story import Story

Telling = Callable[[], Story]


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

    def hears(
        self, who: str, begins: str, more: Collection[str], but: str, like: Hearing
    ) -> Hearing:
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
            return {url: _ask(asker, who, url, like.get(url)) for url in (*urls, *more)}

    def _addresses(self) -> Iterable[str]:
        people = sorted(self.story.people[name].ref for name in MET)
        return addresses(references() | {"person": people})


def _ask(asker: Asker, who: str, url: str, before: Heard | None) -> Heard:
    if before and before.would_be_heard(url):
        return before
    with questions() as asked:
        answer = asker.get(url, who)
    return witnessed(answer, asked)


@dataclass(frozen=True)
class Twins:
    one: World
    two: World

    def apart(self, who: str, begins: str, more: Collection[str], but: str) -> set[str]:
        """Where somebody can tell these two worlds apart, by an answer or by its making."""
        one = self.one.hears(who, begins, more, but, like={})
        two = self.two.hears(who, begins, more, but, like=one)
        assert len(one) > 0
        return {url for url in one.keys() | two.keys() if are_apart(one.get(url), two.get(url))}


@contextmanager
def told(
    folder: Path, template: Path, telling: Telling, stages: Mapping[str, str]
) -> Iterator[dict[str, World]]:
    """One telling, and a copy of it for each name, as it stood at the end of its stage."""
    found: dict[str, World] = {}
    with worlds.database(folder, template, None) as url:
        os.environ |= {"IDEAS_DATABASE": url, "IDEAS_FILES": str(folder / "files")}
        settings.cache_clear()
        with given.world(frozen=NOON, chance=Random(SEED)):
            story = telling()
            with closing(story.tell()) as happening:
                while len(found) < len(stages):
                    stage = next(happening)
                    for name in (name for name in stages if stages[name] == stage):
                        at = copied(folder / "wadah.db", folder / f"{name}.db")
                        found[name] = World(story, stage, at, folder / "files")
        yield found
        for there in (url, *(world.url for world in found.values())):
            engine_for(there).dispose()


def copied(database: Path, to: Path) -> str:
    """The address of a copy, made while others have the file open."""
    with closing(sqlite3.connect(database)) as here, closing(sqlite3.connect(to)) as there:
        here.backup(there)
        there.execute("PRAGMA journal_mode=WAL")
    return worlds.remembering(f"sqlite:///{to}")
