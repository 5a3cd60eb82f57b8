"""Reading decisions about being shown."""

from uuid import UUID

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from ideas.protection.consents.models import Choice
from ideas.protection.consents.rules import AT_FIRST, Shown, shown_parts


def shown_of(session: Session, person_id: UUID) -> frozenset[Shown]:
    """The parts of a public page that this person lets be seen: one statement."""
    return shown_parts({choice.shown: choice.agreed for choice in choices_of(session, person_id)})


def lets_show(person: ColumnElement[UUID], part: Shown) -> ColumnElement[bool]:
    """In SQL: whether the person of this column lets a part be seen; their newest word counts."""
    newest = (
        select(Choice.agreed)
        .where(col(Choice.person_id) == person, col(Choice.shown) == part)
        .order_by(col(Choice.number).desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(newest, AT_FIRST[part])


def choices_of(session: Session, person_id: UUID) -> list[Choice]:
    """Every decision, the newest last."""
    own = select(Choice).where(Choice.person_id == person_id)
    return list(session.exec(own.order_by(col(Choice.number))))
