"""Keeping judges and entries apart: after every change that may bring them close, and often."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from ideas import given
from ideas.database import transaction
from ideas.judging.guarding.actions import guard_panels
from ideas.later import Job, Task, later

OFTEN = timedelta(minutes=15)


def guard_often(session: Session, _about: dict[str, str]) -> None:
    """Look now, and again: a posting also begins and ends by the date alone."""
    guard_panels(session)
    if session.exec(_guarding().where(Job.due_at > given.now())).first() is None:
        later(session, Task.GUARD_PANELS, due_at=given.now() + OFTEN)


def begin_guarding() -> None:
    """See to it that somebody looks."""
    with transaction() as session:
        if session.exec(_guarding()).first() is None:
            later(session, Task.GUARD_PANELS)


def _guarding() -> SelectOfScalar[UUID]:
    return select(Job.id).where(Job.task == Task.GUARD_PANELS, col(Job.done_at).is_(None))
