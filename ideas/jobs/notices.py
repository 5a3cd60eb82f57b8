"""The daily letters: written in the morning, in batches, one job at a time."""

from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from ideas import given
from ideas.database import transaction
from ideas.later import Job, Task, later
from ideas.settings import settings
from ideas.talking.notices.digesting import AT_ONCE, write_digests
from ideas.talking.notices.rules import next_morning


def write_daily(session: Session, _about: dict[str, str]) -> None:
    """One batch. The next follows at once while there are more, else tomorrow morning."""
    posts = bool(settings().mail.get_secret_value())
    more = posts and write_digests(session) == AT_ONCE
    due = given.now() if more else next_morning(given.now())
    if session.exec(_writing().where(Job.due_at > given.now())).first() is None:
        later(session, Task.WRITE_DIGESTS, due_at=due)


def begin_digests() -> None:
    """See to it that somebody writes every morning."""
    with transaction() as session:
        if session.exec(_writing()).first() is None:
            later(session, Task.WRITE_DIGESTS, due_at=next_morning(given.now()))


def _writing() -> SelectOfScalar[UUID]:
    return select(Job.id).where(Job.task == Task.WRITE_DIGESTS, col(Job.done_at).is_(None))
