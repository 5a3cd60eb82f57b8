"""Cutting spans at a day, and writing into what lies behind the cut: whole subtrees at a time."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, insert, literal, or_, select, true, update
from sqlmodel import Session, col

from ideas.staff.organisation.models import UnitSpan

DAY = timedelta(days=1)
COLUMNS = ("unit_id", "since", "until", "parent_id", "name", "path")
QUIETLY = {"synchronize_session": False}


def split(session: Session, which: ColumnElement[bool], day: date) -> None:
    """Spans that reach over a day are cut at it: one INSERT … SELECT and one UPDATE."""
    cut = and_(which, col(UnitSpan.since) < day, ends_after(day))
    rest = select(
        col(UnitSpan.unit_id), literal(day), col(UnitSpan.until), col(UnitSpan.parent_id),
        col(UnitSpan.name), col(UnitSpan.path),
    ).where(cut)  # fmt: skip
    session.execute(insert(UnitSpan).from_select(COLUMNS, rest))
    session.execute(update(UnitSpan).where(cut).values(until=day - DAY), execution_options=QUIETLY)


def ends_after(day: date) -> ColumnElement[bool]:
    return or_(col(UnitSpan.until).is_(None), col(UnitSpan.until) >= day)


def stretches(
    session: Session, which: ColumnElement[bool], day: date, end: date | None
) -> list[tuple[date, date | None]]:
    """The days from which one of these spans holds, from a day on, each with the next."""
    later = select(col(UnitSpan.since)).where(which, between(day, end), col(UnitSpan.since) > day)
    days = [day, *session.scalars(later.distinct().order_by(col(UnitSpan.since)))]
    return list(zip(days, [*days[1:], end], strict=True))


def next_change(session: Session, which: ColumnElement[bool], day: date) -> date | None:
    first = func.min(col(UnitSpan.since))
    return session.scalar(select(first).where(which, col(UnitSpan.since) > day))


def between(day: date, end: date | None) -> ColumnElement[bool]:
    since = col(UnitSpan.since)
    return and_(since >= day, since < end if end else true())


def write(
    session: Session, which: ColumnElement[bool], day: date, end: date | None, **values: object
) -> None:
    session.execute(
        update(UnitSpan).where(which, between(day, end)).values(**values), execution_options=QUIETLY
    )
