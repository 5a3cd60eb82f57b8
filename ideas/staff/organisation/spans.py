"""Writing what holds from a day on, subtree by subtree and never row by row.

A change holds from its day until the next recorded change of the same thing. Every span breaks
where a span of something above it breaks with another path, so that a path is one text per span.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import (
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlmodel import Session, col

from ideas.database import found
from ideas.failures import Invalid
from ideas.say import say
from ideas.staff.organisation.cutting import (
    COLUMNS,
    DAY,
    QUIETLY,
    between,
    ends_after,
    next_change,
    split,
    stretches,
    write,
)
from ideas.staff.organisation.models import Unit, UnitSpan
from ideas.staff.organisation.queries import span_on, within
from ideas.staff.organisation.rules import BEGINNING


def hold_tree(session: Session, *units: Unit) -> None:
    """Changes of the tree queue here: two at once could make a circle that neither would. What
    was read of these units before is read again."""
    session.execute(
        select(col(Unit.id))
        .where(col(Unit.parent_id).is_(None))
        .order_by(col(Unit.id))
        .with_for_update()
    )
    remember_units(session)
    for unit in units:
        session.refresh(unit)


def remember_units(session: Session) -> None:
    """Units that came in without a past have always been as they are: one statement."""
    session.flush()
    begun = func.coalesce(col(Unit.since), literal(BEGINNING))
    known = exists().where(col(UnitSpan.unit_id) == Unit.id)
    past = select(
        col(Unit.id), begun, col(Unit.until), col(Unit.parent_id), col(Unit.name), col(Unit.path)
    ).where(~known)
    session.execute(insert(UnitSpan).from_select(COLUMNS, past))


def open_under(session: Session, unit: Unit, parent: Unit | None, day: date) -> None:
    """The first spans of a new unit: one for each path that its parent has from that day on."""
    if parent is None:
        session.add(UnitSpan(unit_id=unit.id, since=day, name=unit.name, path=unit.path))
        return
    begins = case((col(UnitSpan.since) < day, literal(day)), else_=col(UnitSpan.since))
    over = select(
        literal(unit.id), begins, col(UnitSpan.until), literal(parent.id), literal(unit.name),
        col(UnitSpan.path) + f"{unit.ref}/",
    ).where(col(UnitSpan.unit_id) == parent.id, ends_after(day))  # fmt: skip
    session.execute(insert(UnitSpan).from_select(COLUMNS, over))


def rename(session: Session, unit_id: UUID, name: str, day: date) -> None:
    split(session, col(UnitSpan.unit_id) == unit_id, day)
    before = standing_on(session, unit_id, day)
    own = col(UnitSpan.unit_id) == unit_id
    end = next_change(session, and_(own, col(UnitSpan.name) != before.name), day)
    session.execute(
        update(UnitSpan).where(own, between(day, end)).values(name=name), execution_options=QUIETLY
    )


def move(session: Session, unit_id: UUID, target_id: UUID, day: date) -> None:
    """Under another unit, with everything below: once for each path the two have from then on."""
    before, own = standing_on(session, unit_id, day), col(UnitSpan.unit_id) == unit_id
    elsewhere = col(UnitSpan.parent_id).is_distinct_from(before.parent_id)
    end = next_change(session, and_(own, elsewhere), day)
    both, ways = or_(own, col(UnitSpan.unit_id) == target_id), []
    for begin, stop in stretches(session, both, day, end):
        here, there = span_on(session, unit_id, begin), span_on(session, target_id, begin)
        if here is None:
            break
        _check_target(here, there, stop)
        ways.append((begin, stop, here.path, found(there).path))
    for begin, _, path, _ in ways:
        split(session, within(col(UnitSpan.path), path), begin)
    for begin, stop, path, over in ways:
        subtree = within(col(UnitSpan.path), path)
        tail = func.substr(col(UnitSpan.path), len(path) + 1)
        write(session, subtree, begin, stop, path=f"{over}{path.split('/')[-2]}/" + tail)
        write(session, own, begin, stop, parent_id=target_id)


def _check_target(here: UnitSpan, there: UnitSpan | None, stop: date | None) -> None:
    lasts = [last for last in (here.until, stop - DAY if stop else None) if last]
    last = min(lasts, default=date.max)
    if there is None or (there.until or date.max) < last:
        raise Invalid({"target": say("Unit tujuan tidak berdiri selama waktu itu.")})
    if there.path.startswith(here.path):
        raise Invalid({"target": say("Unit tidak dapat berada di bawah dirinya sendiri.")})


def shut(session: Session, unit: Unit, day: date) -> None:
    """The day before is the last one; what was planned for later falls away."""
    own = col(UnitSpan.unit_id) == unit.id
    session.execute(
        delete(UnitSpan).where(own, col(UnitSpan.since) >= day), execution_options=QUIETLY
    )
    session.execute(
        update(UnitSpan).where(own, ends_after(day)).values(until=day - DAY),
        execution_options=QUIETLY,
    )
    unit.until = day - DAY


def make_current(session: Session, today: date, since: date) -> None:
    """The rows of units say what holds today, for all that changed since a day: one statement."""
    session.flush()
    reach = case((col(Unit.since) > today, col(Unit.since)), else_=literal(today))
    begun = (
        select(func.max(col(UnitSpan.since)))
        .where(col(UnitSpan.unit_id) == Unit.id, col(UnitSpan.since) <= reach)
        .correlate(Unit)
        .scalar_subquery()
    )
    session.execute(
        update(Unit)
        .where(
            col(UnitSpan.unit_id) == Unit.id, col(UnitSpan.since) == begun,
            col(Unit.id).in_(select(col(UnitSpan.unit_id)).where(col(UnitSpan.since) >= since)),
            or_(
                col(Unit.path) != UnitSpan.path, col(Unit.name) != UnitSpan.name,
                col(Unit.parent_id).is_distinct_from(col(UnitSpan.parent_id)),
            ),
        )
        .values(path=UnitSpan.path, name=UnitSpan.name, parent_id=UnitSpan.parent_id),
        execution_options=QUIETLY,
    )  # fmt: skip


def standing_on(session: Session, unit_id: UUID, day: date) -> UnitSpan:
    """What holds of a unit on a day on which it must stand."""
    span = span_on(session, unit_id, day)
    if span is None:
        raise Invalid({"day": say("Unit ini tidak berdiri pada tanggal itu.")})
    return span


def next_below(session: Session, unit_id: UUID, day: date) -> tuple[UUID, date] | None:
    """A unit that lies directly under this one on some day from this one on, and since when."""
    row = session.execute(
        select(col(UnitSpan.unit_id), col(UnitSpan.since))
        .where(col(UnitSpan.parent_id) == unit_id, ends_after(day))
        .order_by(col(UnitSpan.since), col(UnitSpan.unit_id))
        .limit(1)
    ).first()
    return (row[0], max(row[1], day)) if row else None
