"""Bringing a database to the newest shape."""

from alembic import command
from alembic.config import Config

from ideas.settings import ROOT, settings


def configuration(url: str | None = None) -> Config:
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["database"] = url or settings().database
    return config


def upgrade(url: str | None = None) -> None:
    command.upgrade(configuration(url), "head")
