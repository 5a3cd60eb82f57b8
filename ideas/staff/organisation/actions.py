"""Building and mending the tree of units, each change from a day on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlmodel import Session

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid
from ideas.history.actions import record
from ideas.later import Task, later
from ideas.permissions import Standing, require
from ideas.say import say
from ideas.staff.organisation import spans
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.queries import began
from ideas.staff.organisation.rules import BEGINNING, UnitChange, UnitKind, Zone


@dataclass(frozen=True)
class Change:
    """From which day on, why, and by whose hand."""

    day: date
    reason: str = ""
    by: UUID | None = None


def add_unit(  # noqa: PLR0913 -- a unit is all of this
    session: Session,
    keeper: Standing,
    *,
    name: str,
    kind: UnitKind,
    parent: Unit | None,
    zone: Zone = Zone.WIB,
    change: Change | None = None,
) -> Unit:
    """Add a node to the organisation, under its parent; without a day it has always been there."""
    require(Act.KEEP_PEOPLE, keeper)
    change = change or Change(began(parent) if parent else BEGINNING)
    spans.hold_tree(session, *([parent] if parent else []))
    if parent and (change.day < began(parent) or parent.until):
        raise Invalid({"day": say("Unit induk tidak berdiri sejak tanggal itu.")})
    ref, since = given.new_ref(), change.day if change.day > BEGINNING else None
    unit = Unit(
        ref=ref, parent_id=parent.id if parent else None, kind=kind, name=name, zone=zone,
        path=(parent.path if parent else "") + f"{ref}/", since=since,
    )  # fmt: skip
    session.add(unit)
    session.flush()
    spans.open_under(session, unit, parent, change.day)
    settle(session, keeper, unit, UnitChange.OPEN, change)
    return unit


def rename_unit(session: Session, keeper: Standing, unit: Unit, name: str, change: Change) -> None:
    """Another name from a day on; the old one stays in the past."""
    require(Act.KEEP_PEOPLE, keeper)
    spans.hold_tree(session, unit)
    check_day(unit, change)
    spans.rename(session, unit.id, name, change.day)
    settle(session, keeper, unit, UnitChange.RENAME, change)


def move_unit(session: Session, keeper: Standing, unit: Unit, target: Unit, change: Change) -> None:
    """Under another unit from a day on, with everything below it."""
    require(Act.KEEP_PEOPLE, keeper)
    spans.hold_tree(session, unit, target)
    check_day(unit, change)
    spans.move(session, unit.id, target.id, change.day)
    settle(session, keeper, unit, UnitChange.MOVE, change, unit=target.ref)


def check_day(unit: Unit, change: Change) -> None:
    """A unit changes while it stands, not before it began."""
    if change.day <= began(unit):
        raise Invalid({"day": say("Unit ini baru berdiri pada tanggal itu. Pilih sesudahnya.")})
    if unit.until and change.day > unit.until:
        raise Invalid({"day": say("Unit ini sudah ditutup pada tanggal itu.")})


def settle(
    session: Session,
    keeper: Standing,
    row: Unit,
    kind: UnitChange,
    change: Change,
    **facts: Any,
) -> None:
    """What begins today holds today, what begins later is work for that day. And the history."""
    require(Act.KEEP_PEOPLE, keeper)
    today = given.now().date()
    spans.make_current(session, today, change.day)
    if change.day > today:
        midnight = datetime.combine(change.day, time(), UTC)
        later(session, Task.TURN_UNITS, due_at=midnight, day=str(change.day))
    record(
        session, Act.KEEP_PEOPLE, change.by, row.id, change=kind, since=str(change.day),
        reason=change.reason, **facts,
    )  # fmt: skip
    session.flush()
    session.refresh(row)
