"""Somebody does the work of somebody else for a period: Plh and Plt."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.failures import Conflicting, Invalid
from ideas.history.actions import record
from ideas.permissions import Standing, require
from ideas.say import say
from ideas.staff.organisation.actions import Change
from ideas.staff.people.models import Person, StandIn
from ideas.staff.people.queries import stands_in_on

DAY = timedelta(days=1)
LONGEST = timedelta(days=366)


def name_stand_in(session: Session, keeper: Standing, stand_in: StandIn, change: Change) -> None:
    """For a period with an end. The lock keeps two for the same person from overlapping."""
    require(Act.KEEP_PEOPLE, keeper)
    session.execute(
        select(col(Person.id)).where(col(Person.id) == stand_in.for_id).with_for_update()
    )
    _check(session, stand_in)
    session.add(stand_in)
    record(
        session, Act.KEEP_PEOPLE, change.by, stand_in.for_id, change="stand_in",
        on_behalf=stand_in.kind, since=str(stand_in.since), until=str(stand_in.until),
        reason=change.reason,
    )  # fmt: skip


def end_stand_in(session: Session, keeper: Standing, stand_in: StandIn, change: Change) -> None:
    """The holder is back: the day is the first without the stand-in."""
    require(Act.KEEP_PEOPLE, keeper)
    if not stand_in.since <= change.day <= stand_in.until:
        raise Invalid({"day": say("Pilih tanggal di dalam masa tugasnya.")})
    if change.day == stand_in.since:
        session.delete(stand_in)
    else:
        stand_in.until = change.day - DAY
        session.add(stand_in)
    record(
        session, Act.KEEP_PEOPLE, change.by, stand_in.for_id, change="stand_in_end",
        until=str(change.day), reason=change.reason,
    )  # fmt: skip


def find_stand_in(session: Session, for_id: UUID, ref: str) -> StandIn:
    stand_in = session.scalars(
        select(StandIn).where(col(StandIn.ref) == ref, col(StandIn.for_id) == for_id)
    ).first()
    if stand_in is None:
        raise Conflicting(say("Penunjukan ini sudah tidak ada."))
    return stand_in


def acted_for(person: UUID, day: Any) -> Any:
    """In SQL: everybody for whom this person may be the stand-in, directly or as the second."""
    first, second = aliased(StandIn), aliased(StandIn)
    onward = and_(col(second.for_id) == first.person_id, stands_in_on(day, second))
    return (
        select(col(first.for_id))
        .outerjoin(second, onward)
        .where(
            stands_in_on(day, first),
            (col(first.person_id) == person) | (col(second.person_id) == person),
        )
    )


def _check(session: Session, stand_in: StandIn) -> None:
    if stand_in.person_id == stand_in.for_id:
        raise Invalid({"person": say("Pilih orang lain.")})
    if stand_in.until < stand_in.since:
        raise Invalid({"until": say("Hari terakhir tidak boleh sebelum hari pertama.")})
    if stand_in.until - stand_in.since > LONGEST:
        raise Invalid({"until": say("Paling lama satu tahun. Tetapkan lagi bila perlu.")})
    overlapping = select(col(StandIn.id)).where(
        col(StandIn.for_id) == stand_in.for_id, _overlaps(stand_in)
    )
    if session.scalar(overlapping.limit(1)):
        raise Invalid({"since": say("Sudah ada yang bertugas pada masa itu. Akhiri dahulu.")})


def _overlaps(stand_in: StandIn) -> ColumnElement[bool]:
    return and_(col(StandIn.since) <= stand_in.until, col(StandIn.until) >= stand_in.since)
