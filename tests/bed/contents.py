"""Everything that lies in the database, to be compared with what lies there afterwards."""

from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel

from ideas.database import transaction

Contents = dict[str, list[dict[str, Any]]]


def contents(*but: str) -> Contents:
    """Table → its rows, but for the tables named."""
    with transaction(writes=False) as session:
        return {
            table.name: [dict(row) for row in session.execute(select(table)).mappings()]
            for table in SQLModel.metadata.sorted_tables
            if table.name not in but
        }


def changed(before: Contents, after: Contents) -> dict[str, list[dict[str, Any]]]:
    """Table → rows that were added, taken away or altered."""
    return {
        name: rows
        for name in before
        if (rows := [*_less(before[name], after[name]), *_less(after[name], before[name])])
    }


def _less(rows: list[dict[str, Any]], others: list[dict[str, Any]]) -> list[dict[str, Any]]:
    known = {repr(row) for row in others}
    return [row for row in rows if repr(row) not in known]
