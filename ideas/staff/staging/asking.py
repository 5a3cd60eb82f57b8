"""Statements in plain SQL that both databases understand, over temporary tables."""

from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, text
from sqlmodel import Session

from ideas.staff.staging.models import Intake


def ask(session: Session, words: str, **facts: Any) -> Any:
    """Run statements one after the other; the answer of the last one."""
    answer = None
    for statement in words.split(";"):
        typed = [
            bindparam(name, value, Uuid if isinstance(value, UUID) else None)
            for name, value in facts.items()
            if f":{name}" in statement
        ]
        answer = session.execute(text(statement).bindparams(*typed))
    return answer


def step(session: Session, words: str, intake: Intake, table: str, *keys: str) -> None:
    """Make a temporary table, and let the database know it well."""
    ask(session, words, intake=intake.id)
    for key in keys:
        ask(session, f"CREATE INDEX {table}_{key} ON {table} ({key})")
    if session.get_bind().dialect.name == "postgresql":
        ask(session, f"ANALYZE {table}")
