"""Giving events their place in the log, in the order in which they are found committed."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from ideas import given
from ideas.history.models import Event, Leaf
from ideas.history.rules import BEGINNING, linked

AT_ONCE = 1000
LOOK_BACK = timedelta(days=1)  # far longer than a transaction takes; a thorough look has no limit


def order_events(session: Session, *, thorough: bool = False) -> int:
    """Append a leaf for each event that has none; how many. Two at once cannot share a place."""
    last = session.exec(select(Leaf).order_by(col(Leaf.place).desc()).limit(1)).first()
    place, chain = (last.place, last.chain) if last else (0, BEGINNING)
    fresh = _without_leaf(session, thorough=thorough)
    for event_id, commitment in fresh:
        place += 1
        chain = linked(chain, place, str(event_id), commitment)
        session.add(Leaf(place=place, event_id=event_id, commitment=commitment, chain=chain))
    session.flush()
    return len(fresh)


def _without_leaf(session: Session, *, thorough: bool) -> list[tuple[UUID, str]]:
    wanted = (
        select(Event.id, Event.commitment)
        .outerjoin(Leaf, col(Leaf.event_id) == Event.id)
        .where(col(Leaf.place).is_(None))
        .order_by(col(Event.at), col(Event.id))
        .limit(AT_ONCE)
    )
    if not thorough:
        wanted = wanted.where(col(Event.at) > given.now() - LOOK_BACK)
    return [(row[0], row[1]) for row in session.exec(wanted)]
