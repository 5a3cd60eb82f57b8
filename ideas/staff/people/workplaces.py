"""A unit as a place of work: what lies below it, who heads it, who works there, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.history.models import Event
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.queries import over, spans_of, stands_on, within
from ideas.staff.organisation.rules import Turn, UnitKind, turns
from ideas.staff.people.finding import Somebody, employed
from ideas.staff.people.models import Person, Posting
from ideas.staff.people.queries import held_on, held_today
from ideas.staff.people.rules import PositionKind

UNITS, PEOPLE = 40, 25
MOST_EVENTS = 60
HEADS = (PositionKind.LEADER, PositionKind.ADMINISTRATOR, PositionKind.SUPERVISOR)


@dataclass(frozen=True)
class Below:
    """A unit under another: how many units lie directly under it, how many people it has."""

    ref: str
    name: str
    kind: UnitKind
    units: int
    people: int


@dataclass(frozen=True)
class Happened:
    """A turn of a unit with the reason that was given and who gave it."""

    turn: Turn
    reason: str
    by: str
    to_come: bool


@dataclass(frozen=True)
class Ending:
    """How a unit ends; `into` when it was merged."""

    reason: str
    by: str
    into: str
    into_ref: str


def units_under(
    session: Session, parent_id: UUID | None, after: str = ""
) -> tuple[list[Below], str | None]:
    """The units directly under one, by name, and where the next leaf begins: one statement."""
    today, below = given.now().date(), aliased(Unit)
    units = select(func.count()).where(col(below.parent_id) == Unit.id, stands_on(today, below))
    people = select(func.count(func.distinct(col(Posting.person_id)))).where(
        col(Posting.unit_id) == Unit.id, held_today()
    )
    here = col(Unit.parent_id) == parent_id if parent_id else col(Unit.parent_id).is_(None)
    rows = session.execute(
        select(
            col(Unit.ref), col(Unit.name), col(Unit.kind),
            units.correlate(Unit).scalar_subquery(), people.correlate(Unit).scalar_subquery(),
        )
        .where(here, stands_on(today), _behind(Unit, after))
        .order_by(col(Unit.name), col(Unit.ref))
        .limit(UNITS + 1)
    ).all()  # fmt: skip
    lines = [Below(*row) for row in rows[:UNITS]]
    return lines, lines[-1].ref if len(rows) > UNITS else None


def people_at(
    session: Session, unit_id: UUID, after: str = ""
) -> tuple[list[Somebody], str | None]:
    """Who works in a unit today, by name, and where the next leaf begins: one statement."""
    rows = session.execute(
        employed()
        .where(col(Unit.id) == unit_id, _behind(Person, after))
        .order_by(col(Person.name), col(Person.ref))
        .limit(PEOPLE + 1)
    ).all()
    people = [Somebody(*row) for row in rows[:PEOPLE]]
    return people, people[-1].ref if len(rows) > PEOPLE else None


def _behind(kind: Any, after: str) -> ColumnElement[bool]:
    """Everything behind the last line of the leaf before, by name and then by reference."""
    if not after:
        return true()
    last = select(col(kind.name)).where(col(kind.ref) == after).scalar_subquery()
    return or_(col(kind.name) > last, and_(col(kind.name) == last, col(kind.ref) > after))


def heads_over(session: Session, path: str) -> list[Somebody]:
    """The heads of a unit and of those above it, the nearest first: one statement.

    A head holds the highest structural position, else is whom the others there report to.
    """
    heads: dict[str, Somebody] = {}
    for row in session.execute(_heads(over(col(Unit.path), path))):
        heads.setdefault(row.path, Somebody(*row[:5]))
    return list(heads.values())


def head_of(session: Session, unit: Unit) -> Somebody | None:
    row = session.execute(_heads(col(Unit.id) == unit.id).limit(1)).first()
    return Somebody(*row[:5]) if row else None


def _heads(where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """From the lowest unit up, in each the head before others who might be taken for one."""
    other, today = aliased(Posting), given.now().date()
    ranks = {kind: place for place, kind in enumerate(HEADS)}
    rank = case(ranks, value=col(Posting.kind), else_=len(HEADS))
    leads = exists().where(
        col(other.superior_id) == Person.id, col(other.unit_id) == Unit.id, held_on(today, other)
    )
    return (
        employed(col(Unit.path))
        .where(where, or_(col(Posting.kind).in_(HEADS), leads))
        .order_by(
            col(Unit.path).desc(), rank, case((leads, 0), else_=1), col(Person.name),
            col(Person.ref),
        )
    )  # fmt: skip


def happened_to(session: Session, unit: Unit) -> list[Happened]:
    """What became of a unit through time, the newest first, with the reasons: two statements."""
    today, reasons = given.now().date(), _reasons(session, unit.id)
    return [
        Happened(turn, *reasons.get((turn.kind, str(turn.day)), ("", "")), turn.day > today)
        for turn in turns(spans_of(session, unit.id))
    ]


def ending_of(session: Session, unit: Unit) -> Ending:
    """Of a unit that ends: why, by whose hand, and the unit it went into. Two statements."""
    reasons = _reasons(session, unit.id)
    ended = [told for (kind, _), told in reasons.items() if kind in ("close", "merge")]
    into = session.execute(
        select(col(Unit.name), col(Unit.ref)).where(col(Unit.id) == unit.merged_into_id)
    ).first()
    return Ending(*(ended[-1] if ended else ("", "")), *(into or ("", "")))


def _reasons(session: Session, subject: UUID) -> dict[tuple[str, str], tuple[str, str]]:
    told = {}
    for _, facts, by in reversed(events_of(session, subject)):
        key = (str(facts.get("change")), str(facts.get("since")))
        told[key] = (str(facts.get("reason", "")), by or "")
    return told


def events_of(
    session: Session, subject: UUID
) -> Sequence[tuple[datetime, dict[str, Any], str | None]]:
    """What was kept of a person or a unit, the newest first: one statement."""
    rows = session.execute(
        select(col(Event.at), col(Event.facts), col(Person.name))
        .outerjoin(Person, col(Person.id) == Event.person_id)
        .where(col(Event.subject_id) == subject, col(Event.act) == Act.KEEP_PEOPLE)
        .order_by(col(Event.at).desc(), col(Event.id))
        .limit(MOST_EVENTS)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def size_below(session: Session, unit: Unit) -> int:
    """How many units lie under this one, at any depth: a range of one index."""
    inside = select(func.count()).where(within(col(Unit.path), unit.path), stands_on(_today()))
    return int(session.scalar(inside) or 1) - 1


def _today() -> date:
    return given.now().date()
