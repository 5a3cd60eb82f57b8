"""Two worlds side by side: what each person was answered, and what lies in their tables."""

import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from random import Random
from types import MappingProxyType

import pytest
from sqlalchemy import Table, select
from sqlmodel import Session, SQLModel

from ideas import given
from ideas.database import engine_for, transaction
from ideas.settings import settings
from tests.bed import worlds
from tests.bed.postgres import Postgres
from tests.conftest import NOON
from tests.matrix.asking import Answer, Asker, browser
from tests.two_worlds.canaries import Canary, planted
from tests.two_worlds.cast import Secret
from tests.two_worlds.crawling import Crawl, Hearing, references
from tests.two_worlds.story import Story

# The marks themselves, what binds them with a salt, and what a judge once sent.
SECRET_COLUMNS = {
    "mark": {"value", "reason"}, "assignment": {"note", "note_team"}, "once": {"digest"},
    "outcome": {"seal_digest"}, "sheet_version": {"marks", "note", "note_team", "digest"},
}  # fmt: skip
SEED = 20261125
PUBLIC = "public"
Pair = tuple[Secret, Secret]
MET = ("sari", "budi", "ratna", "melati", "lastri")  # whose pages everybody opens


@dataclass
class Told:
    """What one world answered at one stage, and what it holds."""

    story: Story
    tables: dict[str, list[str]]
    files: list[str]
    canaries: list[Canary]
    heard: dict[str, Hearing] = field(default_factory=dict)
    own: dict[str, set[str]] = field(default_factory=dict)

    @cached_property
    def answers(self) -> dict[str, dict[str, Answer]]:
        """By who asked, and where."""
        return {
            who: {url: heard.answer for url, heard in hearing.items()}
            for who, hearing in self.heard.items()
        }


@dataclass(frozen=True)
class Worlds:
    """Where worlds are made: fresh databases of one kind."""

    folder: Path
    template: Path
    server: Postgres | None

    def tell_both(
        self, secrets: Pair, stage: str, who: Collection[str], deep: Collection[str] = ()
    ) -> tuple[Told, Told]:
        """What the first heard need not be put together again where the second says the same."""
        one = self.tell(secrets[0], stage, who, deep)
        return one, self.tell(secrets[1], stage, who, deep, like=one.heard)

    def tell(
        self, secret: Secret, stage: str, who: Collection[str], deep: Collection[str] = (),
        like: Mapping[str, Hearing] = MappingProxyType({}),
    ) -> Told:  # fmt: skip
        with self.fresh(secret.told), given.world(frozen=NOON, chance=Random(SEED)):
            story = Story(secret)
            with closing(story.tell()) as stages:
                assert stage in stages  # and told so far
                return _asked(story, who, deep=deep, like=like)

    @contextmanager
    def fresh(self, name: str) -> Iterator[None]:
        folder = self.folder / f"{name}-{len(list(self.folder.iterdir()))}"
        folder.mkdir()
        with worlds.database(folder, self.template, self.server) as url:
            os.environ |= {"IDEAS_DATABASE": url, "IDEAS_FILES": str(folder / "files")}
            settings.cache_clear()
            yield
            engine_for(url).dispose()
            settings.cache_clear()


@contextmanager
def worlds_in(folder: Path, template: Path, server: Postgres | None) -> Iterator[Worlds]:
    """The settings are what they were when all is over."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("IDEAS_DATABASE", "IDEAS_FILES", "IDEAS_MAIL"):
            patch.setenv(name, "")
        yield Worlds(folder, template, server)
    settings.cache_clear()


def _asked(
    story: Story, who: Collection[str], *, deep: Collection[str], like: Mapping[str, Hearing]
) -> Told:
    told = Told(story, tables(), files(), list(planted(story.secret.told)))
    refs = references() | {"person": sorted(story.people[name].ref for name in MET)}
    with browser() as client:
        asker = Asker(client)
        asker.know({name: story.people[name] for name in who if name != PUBLIC})
        for name in who:
            crawl = Crawl(asker, name, like=like.get(name, {}))
            told.heard[name] = crawl.over(refs, deep=name in deep)
    for judge, sheet, _ in story.sheets():
        told.own.setdefault(judge, set()).add(f"/reviews/{sheet.ref}")
    return told


def tables() -> dict[str, list[str]]:
    """Every row of every table, without the secret columns."""
    with transaction(writes=False) as session:
        return {table.name: rows_of(session, table) for table in SQLModel.metadata.sorted_tables}


def rows_of(session: Session, table: Table) -> list[str]:
    hidden = SECRET_COLUMNS.get(table.name, set())
    rows = session.execute(select(*(column for column in table.c if column.name not in hidden)))
    return sorted(json.dumps(dict(row), default=str, sort_keys=True) for row in rows.mappings())


def files() -> list[str]:
    folder = settings().files
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*")) if folder.exists() else []


def differences(one: Told, two: Told) -> set[tuple[str, str]]:
    """Who can tell the worlds apart, and where."""
    assert set(one.answers) == set(two.answers)
    return {
        (who, url)
        for who in one.answers
        for url in one.answers[who].keys() | two.answers[who].keys()
        if one.answers[who].get(url) != two.answers[who].get(url)
    }
