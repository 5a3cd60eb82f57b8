"""Reading letters: to whom, in which language, and which of them wait."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, func, select

from ideas.later import Job, Task
from ideas.settings import settings
from ideas.staff.people.models import Person


@dataclass(frozen=True)
class Addressee:
    name: str
    email: str
    language: str
    ref: str = ""


@dataclass(frozen=True)
class Post:
    """How letters fare: those that wait, those tried in vain so far, those that never arrived."""

    open: bool
    waiting: int
    troubled: int
    returned: int


def addressee_of(session: Session, person_id: UUID) -> Addressee | None:
    person = session.get(Person, person_id)
    if person is None:
        return None
    return Addressee(person.name, person.email, person.language or "id", person.ref)


def post_today(session: Session) -> Post:
    """One statement, for the line of health."""
    waits, trouble = col(Job.done_at).is_(None), col(Job.trouble) != ""
    row = session.execute(
        select(
            func.count().filter(waits),
            func.count().filter(waits, trouble),
            func.count().filter(waits.is_(False), trouble),
        ).where(col(Job.task) == Task.POST_LETTER)
    ).one()
    return Post(bool(settings().mail.get_secret_value()), *row)
