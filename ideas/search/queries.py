"""Searching: a window of the newest matches that one may find, ranked, counted and turned page by
page. What is hidden moves nothing: neither counts nor order come from more than one finds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, cast, column, func, literal, or_, true
from sqlalchemy import select as pick
from sqlalchemy import table as table_of
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.finding.models import Findable
from ideas.finding.rules import padded
from ideas.roles.visitors import Visitor
from ideas.search.reaching import findable_by, in_units, joined, marks_within, mine_of
from ideas.search.rules import BEST, Query, as_match, as_tsquery

PAGE = 20
LOOKS = (2, 40, 0)  # times as many as wanted; at last all
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
    """The newest matches, at most MOST_RANKED: two statements, one more for units."""
    found = _matches(session, visitor, query, None, MOST_RANKED + 1)
    return Window(query, found[:MOST_RANKED], more=len(found) > MOST_RANKED)


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
        some = _matches(session, visitor, window.query, after, PAGE + 1)
    return some[:PAGE], some[PAGE - 1].place if len(some) > PAGE else None


def _key(place: Place) -> tuple[int, datetime, str]:
    return place.score, place.saved_at, place.ref


def _matches(
    session: Session, visitor: Visitor, query: Query, after: Place | None, most: int
) -> list[Match]:
    """The newest that one may find. The index is read from its newest end and only as far as
    needed: where most of what holds the words is hidden, once more and further."""
    rows = _newest(session, visitor, query, after)
    for times in LOOKS:
        limit = times * most if times else None
        some = session.execute(_scored(_readable(rows.limit(limit), visitor, most), query)).all()
        if limit is None or len(some) == most or (some and some[0].looked < limit):
            break
    return [_match(row) for row in some]


def _newest(
    session: Session, visitor: Visitor, query: Query, after: Place | None
) -> Select[*tuple[Any, ...]]:
    """What holds the words, the newest first; who may find it is asked by `_readable`."""
    return (
        pick(*LINE)
        .where(
            _holds(session, query, marks_within(session, visitor)),
            mine_of(visitor) if query.mine else true(),
            in_units(session, query.units) if query.units else true(), _older_than(after),
        )
        .order_by(col(Findable.saved_at).desc(), col(Findable.ref).desc())
    )  # fmt: skip


def _readable(rows: Select[Any], visitor: Visitor, most: int) -> Select[Any]:
    """Of these what one may find, and how many of these there were."""
    newest = rows.cte("newest")
    thing = aliased(Findable, newest)
    looked = pick(func.count()).select_from(newest).scalar_subquery().label("looked")
    return (
        joined(pick(*newest.c, looked), thing)
        .where(findable_by(visitor, thing))
        .order_by(newest.c.saved_at.desc(), newest.c.ref.desc())
        .limit(most)
    )


LINE: tuple[Any, ...] = (
    col(Findable.id), col(Findable.saved_at), col(Findable.ref), col(Findable.competition_id),
    col(Findable.category), col(Findable.year), col(Findable.tags), col(Findable.unit_id),
    col(Findable.title), col(Findable.summary), col(Findable.kind), col(Findable.subject_id),
    col(Findable.proposal_id),
)  # fmt: skip


def _match(row: Any) -> Match:
    place = Place(row.score, row.saved_at, row.ref)
    return Match(
        row.id, place, row.competition_id, row.category, row.year, tuple(row.tags), row.unit_id
    )


def _holds(session: Session, query: Query, within: list[str]) -> ColumnElement[bool]:
    """The words, by the index of this database."""
    if session.get_bind().dialect.name == "postgresql":
        wanted = cast(as_tsquery(query, within), TSQUERY)
        return col(Findable.terms).op("@@", is_comparison=True)(wanted)
    match = WORDS.c.findable_words.op("MATCH", is_comparison=True)(as_match(query, within))
    return col(Findable.id).in_(pick(WORDS.c.rowid).where(match))


def _older_than(after: Place | None) -> ColumnElement[bool]:
    if after is None:
        return true()
    saved_at = col(Findable.saved_at)
    same = and_(saved_at == after.saved_at, col(Findable.ref) < after.ref)
    return and_(saved_at <= after.saved_at, or_(saved_at < after.saved_at, same))


def _scored(newest: Select[Any], query: Query) -> Select[Any]:
    """How well each matches: a word in the title counts three, in the summary one, all of a phrase
    in the title two more. It knows nothing of other texts, so no hidden one can move it."""
    rows = newest.subquery()
    score: ColumnElement[int] = literal(0)
    for token in query.tokens:
        score += _counts(rows.c.title, (token,), TITLE_WEIGHT)
        score += _counts(rows.c.summary, (token,), SUMMARY_WEIGHT)
    for phrase in query.phrases:
        score += _counts(rows.c.title, phrase, len(phrase) - 1)
    shown = [c for c in rows.c if c.name not in ("title", "summary")]
    return pick(*shown, score.label("score")).order_by(rows.c.saved_at.desc(), rows.c.ref.desc())


def _counts(where: ColumnElement[str], tokens: Sequence[str], weight: int) -> ColumnElement[int]:
    return case((where.contains(padded(tokens), autoescape=True), weight), else_=0)
