"""Random organisations through time: the product and a slow model tell the same of any day."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from ideas import given as door
from ideas.failures import Invalid
from ideas.jobs.units import turn_units
from ideas.permissions import Standing
from ideas.staff.organisation.actions import Change, add_unit, move_unit, rename_unit
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.queries import span_on, stands_on, units_within
from ideas.staff.organisation.rules import UnitKind
from ideas.staff.people.models import Person, Posting, StandIn
from ideas.staff.people.placing import close_unit, merge_unit, transfer_person
from ideas.staff.people.queries import decider_for, superiors_above
from ideas.staff.people.rules import Decider, StandInKind
from ideas.staff.people.standing_in import name_stand_in
from tests.cases import cases
from tests.conftest import NOON
from tests.staff.organisation.slow import DAYS, GONE, ROOT, Slow

FIRST = NOON.date() - timedelta(days=25)
SYSTEM = Standing(system=True)
ABOVE = (ROOT, 0, 0, 1, 1, 3, 2)  # the unit above each of the first units
PEOPLE = 4
KINDS = (
    "open", "rename", "move", "move", "move", "move", "merge", "close", "transfer", "transfer",
    "stand_in", "stand_in",
)  # fmt: skip
number = st.integers(0, 9)


@dataclass(frozen=True)
class Doing:
    """One change to try: what, to whom, and from which day."""

    kind: str
    a: int
    b: int
    c: int
    day: int
    more: int


DOINGS = st.lists(
    st.builds(
        Doing, st.sampled_from(KINDS), number, number, number, st.integers(1, DAYS - 5), number
    ),
    min_size=12,
    max_size=24,
)


def on(day: int) -> Change:
    return Change(FIRST + timedelta(days=day), "Peraturan baru")


class Both:
    """The product and the slow model, told the same."""

    def __init__(self, session: Session) -> None:
        self.session, self.slow = session, Slow()
        self.units: list[Unit] = []
        self.people: list[Person] = []
        for above in ABOVE:
            self.open(above, 0)
        for _ in range(PEOPLE):
            self._person()

    def _person(self) -> None:
        person = Person(name=f"Pegawai {len(self.people)}")
        superior = self.people[-1] if self.people else None
        self.session.add(person)
        self.session.flush()
        self.session.add(self._posting(person, self.units[1], superior, 0))
        self.people.append(person)
        self.slow.posts.append({0: (1, len(self.people) - 2 if superior else GONE)})
        self.session.flush()

    def _posting(self, who: Person, unit: Unit, superior: Person | None, day: int) -> Posting:
        return Posting(
            person_id=who.id, unit_id=unit.id, position="Pelaksana", grade="III/a",
            superior_id=superior.id if superior else None, since=on(day).day,
        )  # fmt: skip

    def open(self, parent: int, day: int) -> bool:
        name = f"Unit {len(self.units)}"
        above = None if parent == ROOT else self.units[parent]
        self.units.append(
            add_unit(
                self.session, SYSTEM, name=name, kind=UnitKind.OFFICE, parent=above, change=on(day)
            )
        )
        return self.slow.open(name, parent, day)

    def does(self, doing: Doing) -> bool:
        """Only the product: refused is `False`."""
        try:
            with self.session.begin_nested():
                {
                    "rename": self._rename, "move": self._move, "merge": self._merge,
                    "close": self._close, "transfer": self._transfer, "stand_in": self._stand_in,
                }[doing.kind](doing)  # fmt: skip
                self.session.flush()
        except Invalid:
            return False
        return True

    def _unit(self, number: int) -> Unit:
        return self.units[number % len(self.units)]

    def _rename(self, it: Doing) -> None:
        rename_unit(self.session, SYSTEM, self._unit(it.a), f"Nama {it.b}", on(it.day))

    def _move(self, it: Doing) -> None:
        move_unit(self.session, SYSTEM, self._unit(it.a), self._unit(it.b), on(it.day))

    def _merge(self, it: Doing) -> None:
        merge_unit(self.session, SYSTEM, self._unit(it.a), self._unit(it.b), on(it.day))

    def _close(self, it: Doing) -> None:
        close_unit(self.session, SYSTEM, self._unit(it.a), on(it.day))

    def _transfer(self, it: Doing) -> None:
        person, superior = self.people[it.a % PEOPLE], self.people[it.c % PEOPLE]
        posting = self._posting(person, self._unit(it.b), superior, it.day)
        transfer_person(self.session, SYSTEM, posting, self._unit(it.b), on(it.day))

    def _stand_in(self, it: Doing) -> None:
        stand_in = StandIn(
            person_id=self.people[it.c % PEOPLE].id, for_id=self.people[it.a % PEOPLE].id,
            kind=StandInKind.PLH, since=on(it.day).day, until=on(it.day + 3 * it.more - 2).day,
        )  # fmt: skip
        name_stand_in(self.session, SYSTEM, stand_in, on(it.day))

    def expects(self, it: Doing) -> bool:
        """Only the slow model."""
        slow, units, day = self.slow, len(self.units), it.day
        unit, target, person, other = it.a % units, it.b % units, it.a % PEOPLE, it.c % PEOPLE
        return {
            "rename": lambda: slow.rename(unit, f"Nama {it.b}", day),
            "move": lambda: slow.move(unit, target, day),
            "merge": lambda: slow.merge(unit, target, day),
            "close": lambda: slow.close(unit, day),
            "transfer": lambda: slow.transfer(person, target, other, day),
            "stand_in": lambda: slow.stand_in(other, person, day, day + 3 * it.more - 2),
        }[it.kind]()

    def try_open(self, parent: int, day: int) -> bool:
        try:
            return self.open(parent % len(self.units), day)
        except Invalid:
            return not self.slow.open("", parent % len(self.units), day)

    def name_of(self, unit: UUID) -> int:
        return [u.id for u in self.units].index(unit)

    def who(self, person: UUID) -> int:
        return [p.id for p in self.people].index(person)


def told(both: Both, day: int) -> dict[str, Any]:
    """What the product says of one day."""
    session, when = both.session, on(day).day
    spans = [span_on(session, unit.id, when) for unit in both.units]
    deciders = [decider_for(session, person.id, when) for person in both.people]
    return {
        "names": [span.name if span else None for span in spans],
        "below": [
            {both.name_of(u) for u in units_within(session, unit.id, when)} for unit in both.units
        ],
        "chains": [
            [both.who(p) for p in superiors_above(session, person.id, 9, when)]
            for person in both.people
        ],
        "deciders": [_pair(both, decider) for decider in deciders],
    }  # fmt: skip


def _pair(both: Both, found: Decider | None) -> tuple[int, int] | None:
    return (both.who(found.superior), both.who(found.acting)) if found else None


def expected(slow: Slow, day: int) -> dict[str, Any]:
    units, people = range(len(slow.parents)), range(len(slow.posts))
    there = [slow.parents[unit][day] != GONE for unit in units]
    return {
        "names": [slow.names[unit][day] if there[unit] else None for unit in units],
        "below": [slow.below(unit, day) for unit in units],
        "chains": [slow.chain(person, day) for person in people],
        "deciders": [slow.decider(person, day) for person in people],
    }


def current(both: Both) -> list[tuple[str, int, int]]:
    """The rows of the units that stand, a day before the end, after the worker did what was due."""
    with door.world(frozen=NOON + timedelta(days=DAYS - 27)):
        turn_units(both.session, {"day": str(FIRST)})
        both.session.expire_all()
        rows = both.session.scalars(select(Unit).where(stands_on(door.now().date()))).all()
    return sorted(
        (row.name, both.name_of(row.parent_id) if row.parent_id else ROOT, row.path.count("/"))
        for row in rows
    )


def current_in(slow: Slow) -> list[tuple[str, int, int]]:
    day = DAYS - 2
    there = [unit for unit, row in enumerate(slow.parents) if row[day] != GONE]
    return sorted((slow.names[u][day], slow.parents[u][day], len(slow.line(u, day))) for u in there)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
@cases(15)
@given(doings=DOINGS)
def test_any_day_is_told_as_the_slow_model_tells_it(session: Session, doings: list[Doing]) -> None:
    with session.begin_nested() as example:
        both = Both(session)
        for it in doings:
            if it.kind == "open":
                assert both.try_open(it.a, it.day)
            else:
                assert both.does(it) is both.expects(it), it
        days = {it.day for it in doings}
        for day in {0, 25, DAYS - 1, *days, *(it.day - 1 for it in doings[:4])}:
            assert told(both, day) == expected(both.slow, day), day
        assert current(both) == current_in(both.slow)
        example.rollback()
