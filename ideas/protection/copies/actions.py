"""Asking for a copy of one's data, and saying where it lies."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select, update

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid
from ideas.history.actions import record
from ideas.later import Task, later
from ideas.permissions import Standing, require
from ideas.protection.copies.models import DataCopy
from ideas.protection.retention.queries import days_of
from ideas.protection.retention.rules import Kind
from ideas.say import say
from ideas.staff.roles.visitors import Visitor


def ask_copy(session: Session, visitor: Visitor, standing: Standing, language: str) -> None:
    """Have a copy made; one at a time."""
    require(Act.TAKE_MY_DATA, standing)
    now = given.now()
    in_making = select(DataCopy.id).where(
        DataCopy.person_id == visitor.id, col(DataCopy.key).is_(None),
        col(DataCopy.ends_at) > given.database_now(),
    )  # fmt: skip
    if session.exec(in_making).first():
        raise Invalid(say("Salinan Anda sedang kami siapkan."))
    ends_at = now + timedelta(days=days_of(session)[Kind.COPIES])
    copy = DataCopy(person_id=visitor.id, language=language, asked_at=now, ends_at=ends_at)
    session.add(copy)
    later(session, Task.MAKE_COPY, copy=str(copy.id))
    record(session, Act.TAKE_MY_DATA, visitor.id, copy.id)


def file_copy(session: Session, copy_id: UUID, key: str) -> None:
    """Say where a copy is kept. The first one stays."""
    require(Act.CLEAR_OUT, Standing(system=True))
    session.execute(
        update(DataCopy)
        .where(col(DataCopy.id) == copy_id, col(DataCopy.key).is_(None))
        .values(key=key, ready_at=given.now())
    )
