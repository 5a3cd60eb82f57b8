"""Looking for the newest matches: on the way back from the newest of all, or by their words."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    cast,
    column,
    inspect,
    literal,
    or_,
    true,
    union_all,
)
from sqlalchemy import select as pick
from sqlalchemy import table as table_of
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import Session

from ideas.discovery.finding.models import Findable
from ideas.discovery.finding.rules import padded
from ideas.discovery.search.places import Place
from ideas.discovery.search.reaching import findable_by, in_units, mine_of, reaches_of
from ideas.discovery.search.rules import Query, as_matches, as_tsquery
from ideas.staff.roles.visitors import Visitor

TITLE_WEIGHT, SUMMARY_WEIGHT = 3, 1
WORDS = table_of("findable_words", column("rowid"), column("findable_words"))
STEPS, MOST = bindparam("steps", type_=Integer), bindparam("most", type_=Integer)
THING = inspect(Findable).local_table.c
LINE = (
    THING.id, THING.saved_at, THING.ref, THING.unit_id, THING.kind, THING.subject_id,
    THING.proposal_id,
)  # fmt: skip
SHOWN = (
    THING.id, THING.saved_at, THING.ref, THING.competition_id, THING.category, THING.year,
    THING.tags, THING.unit_id,
)  # fmt: skip


class Looking:
    """One search. Both ways find the same; each asks of no more than are wanted who may find it."""

    def __init__(
        self, session: Session, visitor: Visitor, query: Query, after: Place | None = None
    ) -> None:
        self.session, self.visitor, self.query = session, visitor, query
        self.older = _older_than(after)
        self.reaches = [] if query.mine else reaches_of(session, visitor)

    def walk(self, steps: int, most: int) -> Sequence[Any]:
        """Back from the newest, so many steps at most."""
        return self.session.execute(self._walking, {"steps": steps, "most": most}).all()

    def look_up(self, most: int) -> Sequence[Any]:
        """All that holds the words, by their index; then the newest of it."""
        arms = (THING.reach_id.in_(self.reaches), self._mine)
        lines = [pick(*LINE).where(arm, self.older, *self._asked(THING)) for arm in arms]
        held = union_all(*lines).cte("held").prefix_with("MATERIALIZED")
        newest = _newest_first(pick(held), held.c).offset(0).subquery("newest")
        return self.session.execute(self._readable(newest, []), {"most": most}).all()

    @cached_property
    def _walking(self) -> Select[Any]:
        """Each reach has an order of its own in the index; they are merged step by step."""
        lines = [
            pick(*LINE, THING.terms).where(arm, self.older)
            for arm in (*(THING.reach_id == reach for reach in self.reaches), self._mine)
        ]
        arms = [_newest_first(line, THING).limit(STEPS).subquery() for line in lines]
        near = union_all(*map(pick, arms)).subquery("near")
        newest = _newest_first(pick(near), near.c).limit(STEPS).subquery("newest")
        return self._readable(newest, self._asked(newest.c))

    @property
    def _mine(self) -> ColumnElement[bool]:
        """What one may find as a member alone."""
        reach = THING.reach_id
        return and_(mine_of(self.visitor), or_(reach.is_(None), reach.not_in(self.reaches)))

    def _asked(self, thing: Any) -> list[ColumnElement[bool]]:
        asked = _holds(self.session, self.query, thing)
        if self.query.units:
            asked.append(in_units(self.session, thing, self.query.units))
        return asked

    def _readable(self, newest: Any, asked: Iterable[ColumnElement[bool]]) -> Select[Any]:
        """Of these, in their order, the first that hold what is asked and that one may find."""
        rows = pick(newest.c.id).where(*asked, findable_by(self.visitor, newest))
        found = _newest_first(rows, newest.c).limit(MOST).subquery("found")
        shown = pick(*SHOWN, _score(self.query).label("score"))
        return _newest_first(shown.join(found, found.c.id == THING.id), THING)


def _newest_first(rows: Select[Any], thing: Any) -> Select[Any]:
    return rows.order_by(thing.saved_at.desc(), thing.ref.desc())


def _older_than(after: Place | None) -> ColumnElement[bool]:
    if after is None:
        return true()
    same = and_(THING.saved_at == after.saved_at, THING.ref < after.ref)
    return and_(THING.saved_at <= after.saved_at, or_(THING.saved_at < after.saved_at, same))


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


def _score(query: Query) -> ColumnElement[int]:
    """How well it matches: a word in the title counts three, in the summary one, all of a phrase
    in the title two more. It knows nothing of other texts, so no hidden one can move it."""
    score: ColumnElement[int] = literal(0)
    for token in query.tokens:
        score += _counts(THING.title, (token,), TITLE_WEIGHT)
        score += _counts(THING.summary, (token,), SUMMARY_WEIGHT)
    for phrase in query.phrases:
        if more := len(phrase) - 1:
            score += _counts(THING.title, phrase, more)
    return score


def _counts(where: ColumnElement[str], tokens: Sequence[str], weight: int) -> ColumnElement[int]:
    return case((where.contains(padded(tokens), autoescape=True), weight), else_=0)
