"""Runs migrations against the database the application itself uses."""

import importlib
import pkgutil

from alembic import context
from sqlmodel import SQLModel

import ideas
from ideas.database import engine_for
from ideas.settings import settings

for module in pkgutil.walk_packages(ideas.__path__, "ideas."):
    if module.name.endswith((".models", ".later")):
        importlib.import_module(module.name)

url = context.config.attributes.get("database") or settings().database

with engine_for(url).connect() as connection:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET lock_timeout = '5s'")
        connection.exec_driver_sql("SET statement_timeout = '300s'")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        compare_type=True,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()
