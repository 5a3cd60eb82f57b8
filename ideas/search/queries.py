"""Searching: a window of the newest matches that one may find, ranked, counted and turned page by
page. What is hidden moves nothing: neither counts nor order come from more than one finds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    cast,
    column,
    literal,
    or_,
    true,
    union_all,
)
from sqlalchemy import select as pick
from sqlalchemy import table as table_of
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import Session, col

from ideas.finding.models import Findable
from ideas.finding.rules import padded
from ideas.roles.visitors import Visitor
from ideas.search.reaching import findable_by, in_units, mine_of, reaches_of
from ideas.search.rules import BEST, Query, as_matches, as_tsquery

PAGE = 20
ENOUGH = 100  # where they lie far apart
FIRST_STEPS, MOST_STEPS = 2_000, 20_000  # back from the newest
MOST_RANKED = 500  # the newest matches: ranked and counted, all others only listed by time
MOST_FACETS = 8
WORDS = table_of("findable_words", column("rowid"), column("findable_words"))
MARK = re.compile(r"([0-9]{1,4})\.([0-9]{1,17})\.([2-9A-Z]{4}-[2-9A-Z]{4})")
BEGINNING, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
TITLE_WEIGHT, SUMMARY_WEIGHT = 3, 1


@dataclass(frozen=True)
class Place:
    """Where a match stands in its order: the key by which pages are turned."""

    score: int
    saved_at: datetime
    ref: str

    @property
    def mark(self) -> str:
        """In an address: what every reader of the match knows anyway."""
        return f"{self.score}.{(self.saved_at - BEGINNING) // MICROSECOND}.{self.ref}"


def place_at(mark: str) -> Place | None:
    """The place that an address names; nothing where it names none."""
    if (found := MARK.fullmatch(mark)) is None:
        return None
    saved_at = BEGINNING + int(found[2]) * MICROSECOND
    return Place(int(found[1]), saved_at, found[3])


@dataclass(frozen=True)
class Match:
    """A match as it is counted and ranked, without its text."""

    id: int
    place: Place
    competition_id: UUID
    category: str
    year: int
    tags: tuple[str, ...]
    unit_id: UUID


@dataclass(frozen=True)
class Window:
    """The newest matches, and whether there are more."""

    query: Query
    matches: Sequence[Match]
    more: bool


def window_of(session: Session, visitor: Visitor, query: Query) -> Window:
    """The newest matches, at most MOST_RANKED; less, but some hundreds, where they lie apart."""
    found, whole = _matches(session, visitor, query, None, Wanted(MOST_RANKED + 1, ENOUGH + 1))
    if whole and len(found) <= MOST_RANKED:
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
        ranked = sorted(window.matches, key=lambda match: _key(match.place), reverse=True)
        some = [m for m in ranked if after is None or _key(m.place) < _key(after)][: PAGE + 1]
    elif after is None:
        some = list(window.matches[: PAGE + 1])
    else:
        wanted = Wanted(PAGE + 1, PAGE + 1)
        some, _ = _matches(session, visitor, window.query, after, wanted)
    return some[:PAGE], some[PAGE - 1].place if len(some) > PAGE else None


def _key(place: Place) -> tuple[int, datetime, str]:
    return place.score, place.saved_at, place.ref


@dataclass(frozen=True)
class Wanted:
    """How many matches at most, and how many are enough where they lie apart."""

    most: int
    enough: int


def _matches(
    session: Session, visitor: Visitor, query: Query, after: Place | None, wanted: Wanted
) -> tuple[list[Match], bool]:
    """The newest that one may find, and whether there are no others.

    What is common is soon met on the way back from the newest. The first steps tell whether it is
    worth going on; what is rare is looked up by its words instead.
    """
    looking = Looking(session, visitor, query, after, wanted.most)
    rows = [] if query.mine else looking.walk(FIRST_STEPS)
    if wanted.enough * FIRST_STEPS / MOST_STEPS <= len(rows) < wanted.most:
        rows = looking.walk(MOST_STEPS)
    if rare := len(rows) < wanted.enough:
        rows = looking.look_up()
    return [_match(row) for row in rows], rare and len(rows) < wanted.most


class Looking:
    """One search, looked for in one way and, if need be, in another."""

    def __init__(
        self, session: Session, visitor: Visitor, query: Query, after: Place | None, most: int
    ) -> None:
        self.session, self.visitor, self.query = session, visitor, query
        self.older, self.most = _older_than(after), most
        self.reaches = [] if query.mine else reaches_of(session, visitor)

    @property
    def mine(self) -> ColumnElement[bool]:
        """What one may find as a member alone."""
        reach = col(Findable.reach_id)
        return and_(mine_of(self.visitor), or_(reach.is_(None), reach.not_in(self.reaches)))

    def walk(self, steps: int) -> Sequence[Any]:
        """Back from the newest, so many steps: each reach has its own order in the index."""
        arms = [col(Findable.reach_id) == reach for reach in self.reaches]
        near = [
            _newest_first(pick(*LINE).where(arm, self.older), Findable).limit(steps).subquery()
            for arm in (*arms, self.mine)
        ]
        rows = union_all(*map(pick, near)).subquery("near")
        newest = _newest_first(pick(rows), rows.c).limit(steps).subquery("newest")
        return self._readable(newest, self._asked(newest.c))

    def look_up(self) -> Sequence[Any]:
        """All that holds the words, by the index of words; then the newest of it."""
        arms = (col(Findable.reach_id).in_(self.reaches), self.mine)
        rows = (
            union_all(*(pick(*LINE).where(arm, self.older, *self._asked(Findable)) for arm in arms))
            .cte("held")
            .prefix_with("MATERIALIZED")
        )
        newest = _newest_first(pick(rows), rows.c).offset(0).subquery("newest")
        return self._readable(newest, [])

    def _asked(self, thing: Any) -> list[ColumnElement[bool]]:
        query, conditions = self.query, _holds(self.session, self.query, thing)
        return (
            [*conditions, in_units(self.session, thing, query.units)] if query.units else conditions
        )

    def _readable(self, newest: Any, asked: list[ColumnElement[bool]]) -> Sequence[Any]:
        """Of these, in their order, what one may find: nothing is asked of more than are wanted."""
        found = pick(newest).where(*asked, findable_by(self.visitor, newest))
        rows = _newest_first(found, newest.c).limit(self.most).subquery()
        return self.session.execute(_scored(rows, self.query)).all()


LINE: tuple[Any, ...] = (
    col(Findable.id), col(Findable.saved_at), col(Findable.ref), col(Findable.competition_id),
    col(Findable.category), col(Findable.year), col(Findable.tags), col(Findable.unit_id),
    col(Findable.title), col(Findable.summary), col(Findable.kind), col(Findable.subject_id),
    col(Findable.proposal_id), col(Findable.terms),
)  # fmt: skip


SHOWN = ("id", "saved_at", "ref", "competition_id", "category", "year", "tags", "unit_id")


def _newest_first(rows: Select[Any], thing: Any) -> Select[Any]:
    return rows.order_by(thing.saved_at.desc(), thing.ref.desc())


def _match(row: Any) -> Match:
    place = Place(row.score, row.saved_at, row.ref)
    return Match(
        row.id, place, row.competition_id, row.category, row.year, tuple(row.tags), row.unit_id
    )


def _holds(session: Session, query: Query, thing: Any) -> list[ColumnElement[bool]]:
    """The words, as this database asks for them."""
    if session.get_bind().dialect.name != "postgresql":
        wanted, unwanted = as_matches(query)
        within = [thing.id.in_(_holding(match)) for match in wanted]
        return within + [thing.id.not_in(_holding(match)) for match in unwanted]
    asked = as_tsquery(query)
    return [thing.terms.op("@@", is_comparison=True)(cast(asked, TSQUERY))] if asked else []


def _holding(match: str) -> Select[Any]:
    return pick(WORDS.c.rowid).where(WORDS.c.findable_words.op("MATCH", is_comparison=True)(match))


def _older_than(after: Place | None) -> ColumnElement[bool]:
    if after is None:
        return true()
    saved_at = col(Findable.saved_at)
    same = and_(saved_at == after.saved_at, col(Findable.ref) < after.ref)
    return and_(saved_at <= after.saved_at, or_(saved_at < after.saved_at, same))


def _scored(rows: Any, query: Query) -> Select[Any]:
    """How well each matches: a word in the title counts three, in the summary one, all of a phrase
    in the title two more. It knows nothing of other texts, so no hidden one can move it."""
    score: ColumnElement[int] = literal(0)
    for token in query.tokens:
        score += _counts(rows.c.title, (token,), TITLE_WEIGHT)
        score += _counts(rows.c.summary, (token,), SUMMARY_WEIGHT)
    for phrase in query.phrases:
        score += _counts(rows.c.title, phrase, len(phrase) - 1)
    shown = [rows.c[name] for name in SHOWN]
    return _newest_first(pick(*shown, score.label("score")), rows.c)


def _counts(where: ColumnElement[str], tokens: Sequence[str], weight: int) -> ColumnElement[int]:
    return case((where.contains(padded(tokens), autoescape=True), weight), else_=0)
