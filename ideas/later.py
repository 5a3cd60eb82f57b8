"""Work for later, written as a row in the transaction that wants it (an outbox)."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlmodel import Field, Session, SQLModel

from ideas import given
from ideas.database import Document, Moment, identity, word


class Task(StrEnum):
    TURN_ROADS = "roads.turn"
    WRITE_MINUTES = "minutes.write"
    PUBLISH_OUTCOME = "outcome.publish"
    ISSUE_CERTIFICATE = "certificate.issue"
    TURN_UNITS = "units.turn"
    MAKE_COPY = "data.copy"
    FORGET_FILE = "file.forget"
    CHECK_FILE = "file.check"
    CLEAR_OUT = "retention.clear"
    FIND_ACCOUNT = "account.find"
    POST_LETTER = "letter.post"
    TELL_FORM = "form.tell"
    TAKE_IN = "people.take_in"
    INDEX = "findable.index"
    LOOK_AGAIN = "search.look"
    REMIND = "drafts.remind"
    WRITE_DIGESTS = "digests.write"
    REMIND_PITCHES = "pitches.remind"
    GUARD_PANELS = "panels.guard"


class Job(SQLModel, table=True):
    """One piece of work. Done means its effects were committed together with `done_at`."""

    id: UUID = identity()
    task: Task = Field(sa_type=word(Task))
    about: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    due_at: datetime = Field(sa_type=Moment, index=True)
    tries: int = 0
    trouble: str = Field(default="", max_length=1000)
    done_at: datetime | None = Field(default=None, sa_type=Moment, index=True)


def later(session: Session, task: Task, *, due_at: datetime | None = None, **about: str) -> None:
    session.add(Job(task=task, about=about, due_at=due_at or given.now()))
