"""The players of the demo by their names, and where the competitions of the demo are."""

from sqlmodel import Session, col, select

from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import Scoped, competition_of_step, find_competition, steps_of
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor, visitor_of
from ideas.stages import StepKind


def person(session: Session, name: str) -> Person:
    return session.exec(select(Person).where(col(Person.name).startswith(name))).one()


def visitor(session: Session, name: str) -> Visitor:
    return visitor_of(session, person(session, name).id)


def stage(session: Session, who: Visitor, title: str, kind: StepKind) -> tuple[Scoped, Step]:
    ref = competition(session, title).ref
    steps = steps_of(session, find_competition(session, who, ref).row.id)
    step = next(step for step in steps if step.kind is kind)
    return competition_of_step(session, who, step.ref, kind)


def competition(session: Session, title: str) -> Competition:
    return session.exec(select(Competition).where(Competition.title == title)).one()


def entry(session: Session, title: str) -> Entry:
    return session.exec(select(Entry).where(col(Entry.title).startswith(f"{title}:"))).one()
