"""Where people work, through time: transfers, and what becomes of those whose unit ends."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlmodel import Session, col, update

from ideas.acts import Act
from ideas.failures import Invalid
from ideas.history.actions import record
from ideas.later import Task, later
from ideas.permissions import Standing, require
from ideas.say import say
from ideas.staff.organisation import spans
from ideas.staff.organisation.actions import Change, check_day, settle
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.queries import began, span_on
from ideas.staff.organisation.rules import UnitChange
from ideas.staff.people.models import Person, Posting
from ideas.staff.people.queries import held_on, superiors_above

DAY = timedelta(days=1)
HIGHEST = 20


def transfer_person(
    session: Session, keeper: Standing, posting: Posting, unit: Unit, change: Change
) -> None:
    """Place a person anew from a day on, until the next placement that is already known."""
    require(Act.KEEP_PEOPLE, keeper)
    session.execute(
        select(col(Person.id)).where(col(Person.id) == posting.person_id).with_for_update()
    )
    _check_transfer(session, posting, unit)
    own, since = col(Posting.person_id) == posting.person_id, col(Posting.since)
    following = session.scalar(select(func.min(since)).where(own, since > posting.since))
    session.execute(
        update(Posting)
        .where(own, since < posting.since, _lasts(posting.since))
        .values(until=posting.since - DAY)
    )
    posting.until = following - DAY if following else None
    session.add(posting)
    later(session, Task.GUARD_PANELS)
    record(
        session, Act.KEEP_PEOPLE, change.by, posting.person_id, change="transfer",
        since=str(posting.since), unit=unit.ref, reason=change.reason,
    )  # fmt: skip


def close_unit(session: Session, keeper: Standing, unit: Unit, change: Change) -> None:
    """End a unit that nobody works in and nothing lies under: the day is the first without it."""
    require(Act.KEEP_PEOPLE, keeper)
    spans.hold_tree(session, unit)
    _check_ending(unit, change)
    _check_empty(session, unit, change.day)
    spans.shut(session, unit, change.day)
    settle(session, keeper, unit, UnitChange.CLOSE, change)


def merge_unit(
    session: Session, keeper: Standing, unit: Unit, target: Unit, change: Change
) -> None:
    """Its people and its sub-units go over to another unit; it ends, and says where it went."""
    require(Act.KEEP_PEOPLE, keeper)
    spans.hold_tree(session, unit, target)
    _check_ending(unit, change)
    _check_merge(session, unit, target, change.day)
    while below := spans.next_below(session, unit.id, change.day):
        spans.move(session, below[0], target.id, below[1])
    _move_people(session, unit.id, target.id, change.day)
    spans.shut(session, unit, change.day)
    unit.merged_into_id = target.id
    later(session, Task.GUARD_PANELS)
    settle(session, keeper, unit, UnitChange.MERGE, change, unit=target.ref)


def people_in(session: Session, unit_id: UUID, day: date) -> int:
    """How many people work in a unit on a day or are to come later: one statement."""
    people = select(func.count(func.distinct(col(Posting.person_id))))
    return int(session.scalar(people.where(col(Posting.unit_id) == unit_id, _lasts(day))) or 0)


def _check_ending(unit: Unit, change: Change) -> None:
    check_day(unit, change)
    if unit.until:
        raise Invalid({"day": say("Penutupan unit ini sudah tercatat.")})


def _check_empty(session: Session, unit: Unit, day: date) -> None:
    if count := people_in(session, unit.id, day):
        raise Invalid(
            {"day": say("Masih ada {n} pegawai. Pindahkan mereka, atau gabungkan unit.", n=count)}
        )
    if spans.next_below(session, unit.id, day):
        raise Invalid({"day": say("Masih ada unit di bawahnya. Pindahkan lebih dahulu.")})


def _check_merge(session: Session, unit: Unit, target: Unit, day: date) -> None:
    here, there = spans.standing_on(session, unit.id, day), span_on(session, target.id, day)
    if there is None or target.until:
        raise Invalid({"target": say("Unit tujuan tidak berdiri selama waktu itu.")})
    if there.path.startswith(here.path):
        raise Invalid({"target": say("Unit tidak dapat digabung ke dalam bagiannya sendiri.")})


def _check_transfer(session: Session, posting: Posting, unit: Unit) -> None:
    day, own = posting.since, col(Posting.person_id) == posting.person_id
    if day < began(unit) or unit.until:
        raise Invalid({"unit": say("Unit tujuan tidak berdiri selama waktu itu.")})
    if session.scalar(select(col(Posting.id)).where(own, col(Posting.since) == day).limit(1)):
        raise Invalid({"day": say("Sudah ada penempatan yang mulai pada tanggal itu.")})
    if posting.superior_id and posting.person_id in (
        posting.superior_id, *superiors_above(session, posting.superior_id, HIGHEST, day),
    ):  # fmt: skip
        raise Invalid({"superior": say("Atasan tidak boleh bawahan dari orang yang sama.")})


def _move_people(session: Session, unit_id: UUID, target_id: UUID, day: date) -> None:
    """Whoever works there on that day goes over on it, with position and superior as before."""
    here = col(Posting.unit_id) == unit_id
    for before in session.scalars(select(Posting).where(here, held_on(day))).all():
        if before.since < day:
            kept: dict[str, Any] = before.model_dump(exclude={"id", "unit_id", "since"})
            session.add(Posting(unit_id=target_id, since=day, **kept))
            before.until = day - DAY
    session.flush()
    session.execute(
        update(Posting).where(here, col(Posting.since) >= day).values(unit_id=target_id)
    )


def _lasts(day: date) -> Any:
    return or_(col(Posting.until).is_(None), col(Posting.until) >= day)
