"""In time or not: the database's clock decides, inside the statement that writes."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Delete, Update, exists, insert, literal
from sqlalchemy import inspect as look_at
from sqlalchemy import select as pick
from sqlmodel import Session, SQLModel, col

from ideas import given
from ideas.database import touched
from ideas.failures import TooLate
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import is_open_now


def still_open(step_id: UUID) -> ColumnElement[bool]:
    """For the WHERE of an UPDATE or DELETE: this step is open as the row is written."""
    return exists(pick(col(Step.id)).where(col(Step.id) == step_id, is_open_now()))


def hold_open(session: Session, step_id: UUID, *, early: bool = False) -> None:
    """One hand at a time works on an open step; by the database's clock, and not too late.

    `early`: also before it opens.
    """
    in_time = given.database_now() < col(Step.closes_at) if early else is_open_now()
    held = pick(col(Step.id)).where(col(Step.id) == step_id, in_time)
    if session.execute(held.with_for_update(key_share=True)).first() is None:
        raise TooLate


def not_begun(step_id: UUID) -> ColumnElement[bool]:
    """For the WHERE of an UPDATE: this step has not begun as the row is written."""
    waits = given.database_now() < col(Step.opens_at)
    return exists(pick(col(Step.id)).where(col(Step.id) == step_id, waits))


def has_begun() -> ColumnElement[bool]:
    """In SQL, by the database's clock: for what may come late, but not early."""
    return col(Step.opens_at) <= given.database_now()


def add_in_time(session: Session, row: SQLModel, step_id: UUID, *, late: bool = False) -> None:
    """Insert a row only while its step is open. Late by a moment is late, unless it may be."""
    table: Any = look_at(type(row)).local_table
    values = [literal(getattr(row, column.key), column.type) for column in table.columns]
    in_time = (
        pick(*values)
        .select_from(Step)
        .where(col(Step.id) == step_id, has_begun() if late else is_open_now())
    )
    added = insert(table).from_select([column.name for column in table.columns], in_time)
    if session.execute(added.returning(literal(1))).first() is None:
        raise TooLate


def changed(session: Session, statement: Update | Delete) -> int:
    """How many rows an UPDATE or DELETE touched."""
    return touched(session.execute(statement, execution_options={"synchronize_session": False}))
