"""Keeping a search by a name, letting it go, and telling what is new in it."""

from datetime import timedelta

from sqlalchemy import select as pick
from sqlmodel import Session, col, select

from ideas import given
from ideas.acts import Act
from ideas.discovery.search.models import SavedSearch
from ideas.discovery.search.queries import newest_of
from ideas.discovery.search.rules import FULL, LONGEST_NAME, MOST_SAVED, asked_from
from ideas.failures import Invalid, Missing
from ideas.history.actions import record
from ideas.permissions import require
from ideas.say import say
from ideas.staff.roles.visitors import Visitor, visitor_of
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News

MOST_KNOWN = 200  # matches that a kept search remembers
DAY = timedelta(days=1)
AT_ONCE = 50


def keep_search(
    session: Session, visitor: Visitor, name: str, address: str, *, tells: bool
) -> SavedSearch:
    """Remember a search by a name of one's own; what it finds now is not new."""
    require(Act.KEEP_SEARCH, visitor.standing)
    asked = asked_from(address)
    if not name or len(name) > LONGEST_NAME:
        raise Invalid({"name": say("Beri nama, paling banyak {n} huruf.", n=LONGEST_NAME)})
    if not asked.query.asked:
        raise Invalid({"name": say("Tulis dahulu apa yang dicari.")})
    _check_room(session, visitor, name)
    kept = SavedSearch(
        person_id=visitor.id, name=name, query=asked.address, tells=tells, looked_at=given.now(),
        known=_refs(session, visitor, asked.address),
    )  # fmt: skip
    session.add(kept)
    session.flush()
    record(session, Act.KEEP_SEARCH, visitor.id, kept.id)
    return kept


def drop_search(session: Session, visitor: Visitor, ref: str) -> None:
    require(Act.DROP_SEARCH, visitor.standing)
    kept = find_search(session, visitor, ref)
    record(session, Act.DROP_SEARCH, visitor.id, kept.id)
    session.delete(kept)
    session.flush()


def find_search(session: Session, visitor: Visitor, ref: str) -> SavedSearch:
    """One's own; anybody else's does not exist."""
    mine = select(SavedSearch).where(SavedSearch.ref == ref, SavedSearch.person_id == visitor.id)
    if (kept := session.exec(mine).first()) is None:
        raise Missing
    return kept


def searches_of(session: Session, visitor: Visitor) -> list[SavedSearch]:
    mine = select(SavedSearch).where(SavedSearch.person_id == visitor.id)
    return list(session.exec(mine.order_by(col(SavedSearch.name)).limit(MOST_SAVED)))


def tell_news(session: Session) -> bool:
    """Look again into searches that nobody looked into for a day; whether there are more."""
    due = (
        select(SavedSearch)
        .where(SavedSearch.tells, col(SavedSearch.looked_at) <= given.now() - DAY)
        .order_by(col(SavedSearch.looked_at), col(SavedSearch.id))
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    some = list(session.exec(due))
    for kept in some:
        _look(session, kept)
    session.flush()
    return len(some) == AT_ONCE


def _look(session: Session, kept: SavedSearch) -> None:
    """Found with the eyes of the one who keeps it, as they may see today."""
    kept.looked_at = given.now()
    try:
        visitor = visitor_of(session, kept.person_id)
    except Missing:
        return  # without a posting today; perhaps tomorrow
    refs = _refs(session, visitor, kept.query)
    if new := set(refs) - set(kept.known):
        path = f"/search/saved/{kept.ref}"
        notify(session, [kept.person_id], News.FOUND, path, name=kept.name, n=len(new))
    kept.known = refs


def _refs(session: Session, visitor: Visitor, address: str) -> list[str]:
    found = newest_of(session, visitor, asked_from(address).query, MOST_KNOWN)
    return [match.place.ref for match in found]


def _check_room(session: Session, visitor: Visitor, name: str) -> None:
    names = set(
        session.scalars(pick(col(SavedSearch.name)).where(col(SavedSearch.person_id) == visitor.id))
    )
    if name in names:
        raise Invalid({"name": say("Nama ini sudah dipakai pencarian Anda yang lain.")})
    if len(names) >= MOST_SAVED:
        raise Invalid({"name": FULL})
