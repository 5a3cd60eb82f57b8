"""The demo year, built once: as a visitor finds it at its now."""

import os
from collections.abc import Iterator

import pytest
from sqlmodel import Session

from ideas import given
from ideas.database import engine_for, transaction
from ideas.demo import running
from ideas.settings import settings


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    before = dict(os.environ)
    running.build(tmp_path_factory.mktemp("demo") / "year", port=8000)
    url = settings().database
    yield
    engine_for(url).dispose()
    os.environ.clear()
    os.environ |= before
    settings.cache_clear()


@pytest.fixture
def now(year: None) -> Iterator[Session]:  # noqa: ARG001 -- it must be built
    with given.world(frozen=running.ANCHOR), transaction(writes=False) as session:
        yield session
