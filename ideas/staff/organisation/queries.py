"""Reading the tree: a subtree as a range of one index, on this day or another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Mapped, aliased
from sqlmodel import Session, col

from ideas import given
from ideas.failures import Missing
from ideas.staff.organisation.models import Unit, UnitSpan
from ideas.staff.organisation.rules import BEGINNING, above, after_all_below

PathColumn = Mapped[str] | InstrumentedAttribute[str] | ColumnElement[str]


def within(column: PathColumn, path: str | None) -> ColumnElement[bool]:
    """In SQL: a place in the subtree at this path, a range of the index. No path: everywhere."""
    if not path:
        return true()
    return and_(column >= path, column < after_all_below(path))


def over(column: PathColumn, path: str) -> ColumnElement[bool]:
    """In SQL, the other way round: this place, or one above it."""
    return column.in_(above(path))


def holds_on(day: Any, span: Any = UnitSpan) -> ColumnElement[bool]:
    """A span that has begun and not ended on a day, or on the day that a column tells."""
    until = col(span.until)
    return and_(col(span.since) <= day, or_(until.is_(None), until >= day))


def stands_on(day: date, unit: Any = Unit) -> ColumnElement[bool]:
    """A unit in its lifetime; without dates it has always been there."""
    since, until = col(unit.since), col(unit.until)
    return and_(or_(since.is_(None), since <= day), or_(until.is_(None), until >= day))


def span_on(session: Session, unit_id: UUID, day: date) -> UnitSpan | None:
    """What held of one unit on a day; None when there was no such unit."""
    return session.scalars(
        select(UnitSpan)
        .where(col(UnitSpan.unit_id) == unit_id, holds_on(day))
        .execution_options(populate_existing=True)
    ).first()


def units_within(session: Session, unit_id: UUID, day: date) -> set[UUID]:
    """A unit and everything below it as they were on a day: two statements, however deep."""
    top = span_on(session, unit_id, day)
    if top is None:
        return set()
    inside = select(col(UnitSpan.unit_id)).where(within(col(UnitSpan.path), top.path))
    return set(session.scalars(inside.where(holds_on(day))))


def find_unit(session: Session, ref: str) -> Unit:
    """A unit by its reference, also one that is closed."""
    found = session.scalars(
        select(Unit).where(col(Unit.ref) == ref).execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise Missing
    return found


@dataclass(frozen=True)
class UnitLine:
    """A unit in a list, with the name of the one above it."""

    ref: str
    name: str
    over: str
    until: date | None = None


MOST_FOUND = 12
LONGEST_NAME = 200


def find_units(session: Session, words: str, *, closed: bool = True) -> list[UnitLine]:
    """Units whose name holds these words, those that still stand first: one statement."""
    wanted, parent = words.strip()[:LONGEST_NAME], aliased(Unit)
    if not wanted:
        return []
    today = given.now().date()
    rows = session.execute(
        select(col(Unit.ref), col(Unit.name), func.coalesce(col(parent.name), ""), col(Unit.until))
        .outerjoin(parent, col(parent.id) == Unit.parent_id)
        .where(
            col(Unit.name).icontains(wanted, autoescape=True),
            true() if closed else or_(col(Unit.until).is_(None), col(Unit.until) >= today),
        )
        .order_by(func.coalesce(col(Unit.until), date.max) < today, col(Unit.name), col(Unit.ref))
        .limit(MOST_FOUND)
    )
    return [UnitLine(*row) for row in rows]


def trail_of(session: Session, path: str) -> list[UnitLine]:
    """From the root down to this place: one statement."""
    rows = session.execute(
        select(col(Unit.ref), col(Unit.name), col(Unit.path)).where(over(col(Unit.path), path))
    )
    return [UnitLine(ref, name, "") for ref, name, _ in sorted(rows, key=lambda row: row[2])]


def spans_of(session: Session, unit_id: UUID) -> Sequence[Any]:
    """What a unit was through time, the newest first, with the name of the one above: one
    statement. That name is as it was when the span began."""
    parent = aliased(UnitSpan)
    then = and_(col(parent.unit_id) == UnitSpan.parent_id, holds_on(col(UnitSpan.since), parent))
    return session.execute(
        select(
            col(UnitSpan.since), col(UnitSpan.until), col(UnitSpan.name), col(UnitSpan.parent_id),
            func.coalesce(col(parent.name), "").label("over"),
        )
        .outerjoin(parent, then)
        .where(col(UnitSpan.unit_id) == unit_id)
        .order_by(col(UnitSpan.since).desc())
    ).all()  # fmt: skip


def began(unit: Unit) -> date:
    return unit.since or BEGINNING
