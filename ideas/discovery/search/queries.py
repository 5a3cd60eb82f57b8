"""Searching: a window of the newest matches that one may find, ranked, counted and turned page by
page. What is hidden moves nothing: neither counts nor order come from more than one finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from sqlmodel import Session

from ideas.discovery.search.looking import Looking
from ideas.discovery.search.places import Match, Place
from ideas.discovery.search.rules import BEST, Query
from ideas.staff.roles.visitors import Visitor

PAGE = 20
MOST_RANKED = 500  # the newest matches: ranked and counted, all others only listed by time
ENOUGH = 100  # of them, where they lie far apart
FIRST_STEPS, MOST_STEPS = 2_000, 20_000  # back from the newest
SURE = 1.25  # times as many first as would do, if there were as many everywhere


@dataclass(frozen=True)
class Window:
    """The newest matches, and whether there are more."""

    query: Query
    matches: Sequence[Match]
    more: bool


@dataclass(frozen=True)
class Wanted:
    """How many matches at most, and how many are enough where they lie far apart."""

    most: int
    enough: int


def window_of(session: Session, visitor: Visitor, query: Query) -> Window:
    """The newest matches, at most MOST_RANKED; some hundreds less where they lie far apart."""
    found, whole = _matches(session, visitor, query, None, Wanted(MOST_RANKED + 1, ENOUGH + 1))
    if whole:
        return Window(query, found, more=False)
    return Window(query, found[: (len(found) - 1) // ENOUGH * ENOUGH], more=True)


def newest_of(session: Session, visitor: Visitor, query: Query, most: int) -> list[Match]:
    """So many of the newest matches, however far apart they lie."""
    return _matches(session, visitor, query, None, Wanted(most, most))[0]


def page_of(
    session: Session, visitor: Visitor, window: Window, after: Place | None, order: str
) -> tuple[list[Match], Place | None]:
    """One page in its order, and the place behind which the next begins."""
    if order == BEST:
        ranked = sorted(window.matches, key=lambda match: match.place.key, reverse=True)
        some = [m for m in ranked if after is None or m.place.key < after.key][: PAGE + 1]
    elif after is None:
        some = list(window.matches[: PAGE + 1])
    else:
        wanted = Wanted(PAGE + 1, PAGE + 1)
        some, _ = _matches(session, visitor, window.query, after, wanted)
    return some[:PAGE], some[PAGE - 1].place if len(some) > PAGE else None


def _matches(
    session: Session, visitor: Visitor, query: Query, after: Place | None, wanted: Wanted
) -> tuple[list[Match], bool]:
    """The newest that one may find, and whether these are all: at most four statements.

    What is common is soon met on the way back from the newest. The first steps tell whether it is
    worth going; what is rare is looked up by its words instead.
    """
    looking = Looking(session, visitor, query, after)
    hint = ceil(wanted.enough * SURE * FIRST_STEPS / MOST_STEPS)
    rows: Sequence[Any] = []
    if not query.mine and len(looking.walk(FIRST_STEPS, hint)) == hint:
        rows = looking.walk(MOST_STEPS, wanted.most)
    if few := len(rows) < wanted.enough:
        rows = looking.look_up(wanted.most)
    return [_match(row) for row in rows], few and len(rows) < wanted.most


def _match(row: Any) -> Match:
    place = Place(row.score, row.saved_at, row.ref)
    return Match(
        row.id, place, row.competition_id, row.category, row.year, tuple(row.tags), row.unit_id
    )
