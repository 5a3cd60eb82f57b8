"""The letters: one a day for each person who has something to hear, and none that is empty."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.history.actions import record
from ideas.later import Job, Task
from ideas.permissions import Standing, require
from ideas.talking.letters.rules import Letter
from ideas.talking.notices.models import Digest, Notice
from ideas.talking.notices.queries import is_untold, owed_a_digest
from ideas.talking.notices.rules import Way, day_of

AT_ONCE = 1000  # people in one transaction


def write_digests(session: Session) -> int:
    """Write to the next of those who are owed a daily letter; how many. In bounded batches."""
    require(Act.WRITE_DIGESTS, Standing(system=True))
    day = day_of(given.now())
    people = list(session.scalars(owed_a_digest(day).limit(AT_ONCE)))
    if people:
        _bundle(session, people, day)
        record(session, Act.WRITE_DIGESTS, None, given.new_id(), rows=len(people))
    return len(people)


def _bundle(session: Session, people: Sequence[UUID], day: date) -> None:
    """Their letters, what each tells, and the work of posting them: three statements."""
    now, letters = given.now(), {person: given.new_id() for person in people}
    session.execute(
        insert(Digest),
        [{"id": i, "person_id": p, "day": day, "made_at": now} for p, i in letters.items()],
    )
    letter = (
        select(col(Digest.id))
        .where(col(Digest.person_id) == Notice.person_id, col(Digest.day) == day)
        .scalar_subquery()
    )
    theirs = col(Notice.person_id).in_(people) & is_untold()
    session.execute(
        update(Notice).where(theirs).values(told_in=letter, told_at=now),
        execution_options={"synchronize_session": False},
    )
    session.execute(insert(Job), [_posting(p, i) for p, i in letters.items()])


def _posting(person_id: UUID, letter: UUID) -> dict[str, object]:
    about = {"letter": Letter.DIGEST.value, "person": str(person_id), "bundle": str(letter)}
    return {"id": given.new_id(), "task": Task.POST_LETTER, "about": about, "due_at": given.now(),
            "tries": 0, "trouble": ""}  # fmt: skip


def gather_urgent(session: Session, person_id: UUID, letter: UUID) -> None:
    """Put into this letter all that must not wait and that nobody told or read yet."""
    waits = col(Notice.told_at).is_(None) & col(Notice.read_at).is_(None)
    theirs = (col(Notice.person_id) == person_id) & (col(Notice.way) == Way.AT_ONCE) & waits
    session.execute(
        update(Notice).where(theirs).values(told_in=letter, told_at=given.now()),
        execution_options={"synchronize_session": False},
    )
