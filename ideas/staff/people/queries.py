"""Reading people: postings in force, the chart above a person."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    Uuid,
    and_,
    bindparam,
    literal,
    or_,
)
from sqlalchemy import select as pick
from sqlmodel import Session, col

from ideas import given
from ideas.staff.people.models import Posting, StandIn
from ideas.staff.people.rules import Decider, chain_above, decider


def held_today() -> ColumnElement[bool]:
    return held_on(given.now().date())


def held_on(today: Any, posting: Any = Posting) -> ColumnElement[bool]:
    """A posting that has begun and not ended."""
    until = col(posting.until)
    return and_(col(posting.since) <= today, or_(until.is_(None), until >= today))


def superiors_of(session: Session, people: Iterable[UUID]) -> dict[UUID, UUID | None]:
    """Person → direct superior, for the postings in force today: one statement."""
    rows = session.execute(
        pick(col(Posting.person_id), col(Posting.superior_id)).where(
            col(Posting.person_id).in_(list(people)), held_today()
        )
    )
    return {row.person_id: row.superior_id for row in rows}


def superiors_above(
    session: Session, person: UUID, steps: int, day: date | None = None
) -> list[UUID]:
    """The chain above one person on a day, nearest first: one statement, however high."""
    rows = session.execute(
        _climb(), {"person": person, "day": day or given.now().date(), "steps": steps}
    )
    return chain_above(person, {row.person_id: row.superior_id for row in rows}, steps)


@cache
def _climb() -> Select[*tuple[Any, ...]]:
    """The posting of `person` on `day`, and of everybody above: at most `steps` of them."""
    day = bindparam("day", type_=Date)
    held = (col(Posting.person_id), col(Posting.superior_id), col(Posting.since))
    own = pick(*held, literal(1).label("step")).where(
        col(Posting.person_id) == bindparam("person", type_=Uuid), held_on(day)
    )
    climb = own.cte("climb", recursive=True)
    above = (
        pick(*held, climb.c.step + 1)
        .join(climb, climb.c.superior_id == Posting.person_id)
        .where(held_on(day), climb.c.step < bindparam("steps", type_=Integer))
    )
    climb = climb.union_all(above)
    return pick(climb.c.person_id, climb.c.superior_id).order_by(climb.c.since)


def stand_ins_on(session: Session, people: Iterable[UUID], day: date) -> dict[UUID, UUID]:
    """Person → who stands in on a day, and who stands in for those: one statement."""
    asked = list(people)
    first = pick(col(StandIn.person_id)).where(col(StandIn.for_id).in_(asked), stands_in_on(day))
    rows = session.execute(
        pick(col(StandIn.for_id), col(StandIn.person_id)).where(
            or_(col(StandIn.for_id).in_(asked), col(StandIn.for_id).in_(first)), stands_in_on(day)
        )
    )
    return {row.for_id: row.person_id for row in rows}


def stands_in_on(day: Any, stand_in: Any = StandIn) -> ColumnElement[bool]:
    """A period of standing in that has begun and not ended."""
    return and_(col(stand_in.since) <= day, col(stand_in.until) >= day)


def decider_for(
    session: Session, person: UUID, day: date, apart: Collection[UUID] = (), steps: int = 3
) -> Decider | None:
    """Who decides for somebody on a day: the superior or their stand-in, never oneself and
    nobody who is `apart`. Two statements."""
    chain = superiors_above(session, person, steps, day)
    return decider(chain, stand_ins_on(session, chain, day), {person, *apart})
