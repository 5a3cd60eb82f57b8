"""Reminding people of drafts, hour by hour."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from ideas import given
from ideas.database import transaction
from ideas.later import Job, Task, later
from ideas.writing.reminders.actions import remind_teams

HOUR = timedelta(hours=1)


def remind_hourly(session: Session, about: dict[str, str]) -> None:
    """Write what is due, and come back in an hour."""
    remind_teams(session, given.new_id())
    if session.exec(_reminding().where(Job.due_at > given.now())).first() is None:
        later(session, Task.REMIND, due_at=given.now() + HOUR, **about)


def begin_reminding() -> None:
    """See to it that somebody looks every hour."""
    with transaction() as session:
        if session.exec(_reminding()).first() is None:
            later(session, Task.REMIND)


def _reminding() -> SelectOfScalar[UUID]:
    return select(Job.id).where(Job.task == Task.REMIND, col(Job.done_at).is_(None))
