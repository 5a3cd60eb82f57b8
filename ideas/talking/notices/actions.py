"""Leaving a notice, reading it, and choosing how to hear."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, or_, select, tuple_, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid, Missing
from ideas.history.actions import record
from ideas.later import Job, Task
from ideas.permissions import Standing, require
from ideas.say import say
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.talking.letters.rules import Letter
from ideas.talking.notices.models import Hearing, Notice
from ideas.talking.notices.queries import is_unread, ways_for, ways_of
from ideas.talking.notices.rules import BY_LETTER, WAITS, WAYS, News, Topic, Way, topic_of

AT_ONCE = 500


@dataclass(frozen=True)
class Heard:
    """What one person hears: where it leads, and of what it is."""

    person: UUID
    path: str
    title: str


def notify(
    session: Session, people: Iterable[UUID], news: News, path: str, **facts: str | int
) -> None:
    """Let each of these people hear it, once while it is unread. Whoever did it is not among them.

    Part of an action that others would want to hear of.
    """
    _leave(session, news, {(person, path): facts for person in sorted(set(people))})


def notify_each(session: Session, news: News, heard: Iterable[Heard]) -> None:
    """The same of many things at once: as many statements for one as for hundreds."""
    told = {(one.person, one.path): {"title": one.title} for one in heard}
    places = sorted(told)
    for first in range(0, len(places), AT_ONCE):
        _leave(session, news, {place: told[place] for place in places[first : first + AT_ONCE]})


def _leave(
    session: Session, news: News, heard: Mapping[tuple[UUID, str], Mapping[str, str | int]]
) -> None:
    if not heard:
        return
    ways = ways_for(session, {person for person, _ in heard}, topic_of(news))
    if news in BY_LETTER:
        ways = dict.fromkeys(ways, Way.WEB)
    told = [place for place in heard if ways[place[0]] is not Way.OFF]
    again, now = _added_up(session, told, news), given.now()
    new = [place for place in told if place not in again]
    session.add_all(
        Notice(
            person_id=who, news=news, path=at, facts=dict(heard[who, at]), way=ways[who],
            made_at=now,
        )
        for who, at in new
    )  # fmt: skip
    urgent = {person for person, _ in new if ways[person] is Way.AT_ONCE}
    session.add_all(_letter_to(person, topic_of(news)) for person in sorted(urgent))


def lead_elsewhere(session: Session, here: str, there: str, but: Select[UUID]) -> None:
    """What leads to this place, or to one below it, leads to another from now on, but for these."""
    leads = or_(
        col(Notice.path) == here,
        *(col(Notice.path).startswith(here + mark, autoescape=True) for mark in "/#"),
    )
    moved = update(Notice).where(leads, col(Notice.person_id).not_in(but))
    session.execute(moved.values(path=there).execution_options(synchronize_session=False))


def read_notice(session: Session, visitor: Visitor, notice_id: UUID) -> str:
    """Open a notice, and with it all that lead to the same place; where that is."""
    require(Act.SEE_NOTICES, visitor.standing)
    notice = session.get(Notice, notice_id)
    if notice is None or notice.person_id != visitor.id:
        raise Missing
    same = is_unread(visitor.id) & (col(Notice.path) == notice.path)
    session.execute(update(Notice).where(same).values(read_at=given.now()))
    return notice.path


def read_everything(session: Session, visitor: Visitor) -> None:
    require(Act.SEE_NOTICES, visitor.standing)
    session.execute(update(Notice).where(is_unread(visitor.id)).values(read_at=given.now()))


def choose_hearing(session: Session, visitor: Visitor, chosen: Mapping[Topic, Way]) -> None:
    """How one wants to hear from now on."""
    require(Act.CHOOSE_NOTICES, visitor.standing)
    wrong = {
        f"way-{topic.value}": say("Pilih salah satu dari pilihan yang ada.")
        for topic, way in chosen.items()
        if way not in WAYS[topic]
    }
    if wrong:
        raise Invalid(wrong)
    for topic, way in chosen.items():
        session.merge(Hearing(person_id=visitor.id, topic=topic, way=way))
    record(session, Act.CHOOSE_NOTICES, visitor.id, visitor.id, changed=len(chosen))


def stop_digests(session: Session, person_id: UUID) -> None:
    """No daily letters any more, as a signed link in one of them asks; Wadah still tells it.

    Mail programs send it as often as they like: once there are none, nothing happens.
    """
    require(Act.STOP_NOTICES, Standing())
    session.execute(select(col(Person.id)).where(col(Person.id) == person_id).with_for_update())
    told = [topic for topic, way in ways_of(session, person_id).items() if way is Way.DIGEST]
    if not told:
        return
    for topic in told:
        session.merge(Hearing(person_id=person_id, topic=topic, way=Way.WEB))
    ours = (col(Notice.person_id) == person_id) & (col(Notice.way) == Way.DIGEST)
    session.execute(update(Notice).where(ours).values(way=Way.WEB))
    record(session, Act.STOP_NOTICES, person_id, person_id)


def _added_up(
    session: Session, places: Sequence[tuple[UUID, str]], news: News
) -> set[tuple[UUID, str]]:
    """Who has the same news of the same still unread: to them it happened once more."""
    same = [
        tuple_(col(Notice.person_id), col(Notice.path)).in_(list(places)),
        col(Notice.news) == news, col(Notice.read_at).is_(None), col(Notice.told_at).is_(None),
    ]  # fmt: skip
    again = update(Notice).where(*same).values(times=Notice.times + 1, made_at=given.now())
    rows = session.execute(
        again.returning(col(Notice.person_id), col(Notice.path)),
        execution_options={"synchronize_session": False},
    )
    return {(person, path) for person, path in rows}


def _letter_to(person_id: UUID, topic: Topic) -> Job:
    """Whoever posts it looks then what there still is to tell."""
    due = given.now() + WAITS[topic] if topic in WAITS else given.now()
    about = {"letter": Letter.NEWS.value, "person": str(person_id)}
    return Job(task=Task.POST_LETTER, about=about, due_at=due)
