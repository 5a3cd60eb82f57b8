"""Fresh, migrated databases, by copying one that was migrated once in this test session."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config

from tests.bed.postgres import Postgres, running

ROOT = Path(__file__).parents[2]


def migrate(url: str) -> None:
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["database"] = url
    command.upgrade(config, "head")
