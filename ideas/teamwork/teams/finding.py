"""Whom one could ask: by name, by a skill they show, or by browsing a unit. Never a number.

Only people whom the call reaches, and who let themselves be found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlmodel import Session, col

from ideas import given
from ideas.protection.consents.queries import lets_show
from ideas.protection.consents.rules import Shown
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.queries import stands_on, within
from ideas.staff.people.finding import LONGEST_NAME, Somebody, employed
from ideas.staff.people.models import Person
from ideas.staff.skills.queries import shows_skill

FEWEST_LETTERS = 3
MOST_PEOPLE, MOST_UNITS, PAGE = 8, 5, 25


@dataclass(frozen=True)
class Search:
    """What was asked, and what there is: people, units to look into, or the people of one."""

    q: str = ""
    unit: str = ""
    people: Sequence[Somebody] = ()
    units: Sequence[tuple[str, str]] = ()
    inside: str = ""
    next: str | None = None

    @property
    def too_short(self) -> bool:
        return 0 < len(self.q) < FEWEST_LETTERS


def search_colleagues(
    session: Session, scope: str, *, q: str = "", unit: str = "", after: str = ""
) -> Search:
    """At most two statements."""
    words = q.strip()[:LONGEST_NAME]
    if unit:
        return _in_unit(session, scope, unit, after)
    if len(words) < FEWEST_LETTERS:
        return Search(words)
    person: Any = col(Person.id)
    named = col(Person.name).icontains(words, autoescape=True)
    able = shows_skill(person, words.casefold())
    rows = session.execute(_people(scope).where(or_(named, able)).limit(MOST_PEOPLE))
    return Search(
        words, people=[Somebody(*row) for row in rows], units=_units(session, scope, words)
    )


def _people(scope: str) -> Select[*tuple[Any, ...]]:
    """By name, with their unit, within the reach of the call."""
    person: Any = col(Person.id)
    return (
        employed()
        .where(within(col(Unit.path), scope), lets_show(person, Shown.FOUND))
        .order_by(col(Person.name), col(Person.ref))
    )


def _units(session: Session, scope: str, words: str) -> list[tuple[str, str]]:
    rows = session.execute(
        select(col(Unit.ref), col(Unit.name))
        .where(
            within(col(Unit.path), scope), stands_on(given.now().date()),
            col(Unit.name).icontains(words, autoescape=True),
        )
        .order_by(col(Unit.name), col(Unit.ref))
        .limit(MOST_UNITS)
    )  # fmt: skip
    return [(row[0], row[1]) for row in rows]


def _in_unit(session: Session, scope: str, ref: str, after: str) -> Search:
    """Who works in one unit today, by name, leaf by leaf."""
    name = session.scalar(
        select(col(Unit.name)).where(col(Unit.ref) == ref, within(col(Unit.path), scope))
    )
    if name is None:
        return Search()
    here = _people(scope).where(col(Unit.ref) == ref, _behind(after)).limit(PAGE + 1)
    rows = session.execute(here).all()
    people = [Somebody(*row) for row in rows[:PAGE]]
    return Search("", ref, people, (), name, people[-1].ref if len(rows) > PAGE else None)


def _behind(after: str) -> ColumnElement[bool]:
    if not after:
        return true()
    last = select(col(Person.name)).where(col(Person.ref) == after).scalar_subquery()
    return or_(col(Person.name) > last, and_(col(Person.name) == last, col(Person.ref) > after))
