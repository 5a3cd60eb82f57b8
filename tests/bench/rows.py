"""Rows by the ten thousand: COPY straight into the tables of the models.

Only this load does so. The demo year, the tests and the product write through actions.
"""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb
from pydantic_core import PydanticUndefined
from sqlalchemy import JSON, inspect
from sqlmodel import SQLModel

Facts = dict[str, Any]
Make = Callable[[], Any]


class Loader:
    """Copies facts into tables; what a row does not say is as its model would have it."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def load(self, model: type[SQLModel], rows: Iterable[Facts]) -> None:
        table: Any = inspect(model).local_table
        names = [sql.Identifier(column.name) for column in table.columns]
        words = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table.name), sql.SQL(", ").join(names)
        )
        columns = [
            (c.key, otherwise(model, c.key), isinstance(c.type, JSON)) for c in table.columns
        ]
        with self.connection.cursor() as cursor, cursor.copy(words) as copy:
            for facts in rows:
                copy.write_row([_value(facts, *column) for column in columns])


def otherwise(model: type[SQLModel], name: str) -> Make:
    """What makes the value that a row leaves out."""
    field = model.model_fields[name]
    if field.default_factory is not None:
        return field.default_factory  # type: ignore[return-value] # none of ours takes arguments
    if field.default is PydanticUndefined:
        return lambda: _lacking(model, name)
    return lambda: field.default


def _value(facts: Facts, name: str, make: Make, document: bool) -> Any:
    value = facts[name] if name in facts else make()
    if document:
        return Jsonb(value)
    return value.value if isinstance(value, Enum) else value


def _lacking(model: type[SQLModel], name: str) -> Any:
    raise LookupError(f"a {model.__name__} needs {name}")
