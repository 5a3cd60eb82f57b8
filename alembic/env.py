"""Runs migrations against the database the application itself uses."""

import importlib
import pkgutil
from typing import Any

from alembic import context
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel

import ideas
from ideas.database import engine_for
from ideas.settings import settings

for module in pkgutil.walk_packages(ideas.__path__, "ideas."):
    if module.name.endswith((".models", ".later")):
        importlib.import_module(module.name)

url = context.config.attributes.get("database") or settings().database


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """FTS5 keeps tables of its own beside the words of `findable` (SQLite)."""
    return kind != "table" or not (name or "").startswith("findable_words")


def here(thing: Any, _name: str | None, kind: str, *_rest: object) -> bool:
    """An index of PostgreSQL's own kind is not looked for elsewhere."""
    own = kind == "index" and thing.kwargs.get("postgresql_using") is not None
    return not own or make_url(url).get_backend_name() == "postgresql"


with engine_for(url).connect() as connection:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET lock_timeout = '5s'")
        connection.exec_driver_sql("SET statement_timeout = '300s'")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        compare_type=True,
        include_name=ours,
        include_object=here,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()
