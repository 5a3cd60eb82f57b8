"""Reading notices: one's own list, how one hears, and what a letter tells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, select, true, tuple_
from sqlmodel import Session, col

from ideas.say import Sentence, say
from ideas.staff.people.models import Person
from ideas.talking.notices.models import Digest, Hearing, Notice
from ideas.talking.notices.rules import MOST_LINES, WAYS, Topic, Way, bundled
from ideas.talking.notices.wordings import WORDINGS

PAGE = 30
UNTITLED = say("gagasan tanpa judul")


@dataclass(frozen=True)
class NoticeLine:
    """A notice ready to be told."""

    id: UUID
    sentence: Sentence
    path: str
    times: int
    made_at: datetime
    read: bool


@dataclass(frozen=True)
class NoticeList:
    lines: Sequence[NoticeLine]
    unread: int
    next: tuple[datetime, UUID] | None


def notices_of(
    session: Session, person_id: UUID, before: tuple[datetime, UUID] | None = None
) -> NoticeList:
    """A page of one's own notices, the newest first, and how many are unread: two statements."""
    place = (col(Notice.made_at), col(Notice.id))
    rows = session.scalars(
        select(Notice)
        .where(col(Notice.person_id) == person_id)
        .where(tuple_(*place) < before if before else true())
        .order_by(*(column.desc() for column in place))
        .limit(PAGE + 1)
    ).all()
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    unread = session.scalar(select(func.count()).where(is_unread(person_id)))
    return NoticeList(
        [line_of(row) for row in rows[:PAGE]],
        unread or 0,
        (last.made_at, last.id) if last else None,
    )


def is_unread(person_id: UUID) -> ColumnElement[bool]:
    return (col(Notice.person_id) == person_id) & col(Notice.read_at).is_(None)


def line_of(row: Notice) -> NoticeLine:
    facts = row.facts | ({} if row.facts.get("title", "-") else {"title": UNTITLED})
    sentence = Sentence(WORDINGS[row.news].text, facts)
    return NoticeLine(row.id, sentence, row.path, row.times, row.made_at, row.read_at is not None)


def ways_of(session: Session, person_id: UUID) -> dict[Topic, Way]:
    """How one person hears of everything."""
    rows = session.execute(
        select(col(Hearing.topic), col(Hearing.way)).where(col(Hearing.person_id) == person_id)
    )
    chosen = dict(rows.all())
    return {topic: chosen.get(topic, ways[0]) for topic, ways in WAYS.items()}


def ways_for(session: Session, people: Iterable[UUID], topic: Topic) -> dict[UUID, Way]:
    """How each of these hears of one topic: one statement."""
    asked = list(people)
    rows = session.execute(
        select(col(Hearing.person_id), col(Hearing.way)).where(
            col(Hearing.person_id).in_(asked), col(Hearing.topic) == topic
        )
    )
    chosen = dict(rows.all())
    return {person: chosen.get(person, WAYS[topic][0]) for person in asked}


def owed_a_digest(day: date) -> Select[UUID]:
    """Who has something to hear, an address, and no daily letter of this day yet."""
    had = exists().where(col(Digest.person_id) == Notice.person_id, col(Digest.day) == day)
    return (
        select(col(Notice.person_id))
        .join(Person, col(Person.id) == Notice.person_id)
        .where(is_untold(), col(Person.email) != "", ~had)
        .distinct()
    )


def is_untold() -> ColumnElement[bool]:
    """In SQL: for the next daily letter, since it was neither told nor read."""
    waits = col(Notice.told_at).is_(None) & col(Notice.read_at).is_(None)
    return (col(Notice.way) == Way.DIGEST) & waits


def told_in(session: Session, letter: UUID) -> tuple[list[NoticeLine], int]:
    """What one letter tells, and how much more there is than fits into it."""
    rows = session.scalars(select(Notice).where(col(Notice.told_in) == letter)).all()
    lines = [line_of(row) for row in bundled(rows)]
    return lines[:MOST_LINES], max(len(lines) - MOST_LINES, 0)


def person_by_ref(session: Session, ref: str) -> UUID | None:
    return session.scalar(select(col(Person.id)).where(col(Person.ref) == ref))
