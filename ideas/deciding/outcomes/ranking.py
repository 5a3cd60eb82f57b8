"""The public ranking: whole for those who check it, leaf by leaf for those who read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, literal, select, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.deciding.outcomes.models import Result
from ideas.deciding.outcomes.published import Published
from ideas.judging.pitches.absence import was_absent
from ideas.leaves import Leaf, leaf_of
from ideas.road.competitions.rules import Category
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent

PODIUM = 3
LEAF = 50
IN_ORDER = (col(Result.place), col(Entry.title), col(Entry.ref))


@dataclass(frozen=True)
class ResultLine:
    ref: str
    title: str
    summary: str
    unit: str
    people: int
    mine: bool
    category: Category
    place: int
    mean: Fraction
    score: Fraction
    se: float | None
    low: int | None
    high: int | None
    drawn: bool
    sheets: int
    votes: int
    award: str
    computed: int | None = None
    changed: str = ""
    absent: bool = False
    shared: bool = False


@dataclass(frozen=True)
class Ranking:
    """What the page of a result shows: one leaf, every award, one's own team, and the totals.

    `shared`: some entries have one place together. `broken`: equal scores were told apart by the
    deciding criterion; `drawn`: by lot. `moved`: how many a plenary moved, with a reason.
    `absent`: whose teams did not come to present, where that weighs.
    """

    leaf: Leaf[ResultLine]
    awarded: tuple[ResultLine, ...]
    elsewhere: tuple[ResultLine, ...]
    entries: int
    sheets: int
    votes: int
    shared: bool
    broken: bool
    drawn: int
    moved: int
    absent: tuple[str, ...]

    @property
    def podium(self) -> tuple[ResultLine, ...]:
        return tuple(line for line in self.awarded if line.place <= PODIUM)

    @property
    def others(self) -> tuple[ResultLine, ...]:
        return tuple(line for line in self.awarded if line.place > PODIUM)


def whole_ranking(session: Session, published: Published) -> tuple[ResultLine, ...]:
    """Every line, for files: one statement, however many entries."""
    return _lines(session, None, published, true())


def ranking_of(
    session: Session, visitor: Visitor | None, published: Published, number: int
) -> Ranking:
    """Two statements: a little of every entry, and everything of those that are shown."""
    rows = session.execute(
        select(
            col(Entry.ref), col(Result.place), col(Result.score_top), col(Result.score_bottom),
            col(Result.sheets), col(Result.votes), col(Result.award), col(Result.drawn),
            col(Result.changed), _is_mine(visitor).label("mine"),
            _missed(published).label("absent"),
        )
        .join(Result, col(Result.entry_id) == Entry.id)
        .where(col(Result.outcome_id) == published.outcome.id)
        .order_by(*IN_ORDER)
    ).all()  # fmt: skip
    leaf = leaf_of([row.ref for row in rows], number, LEAF)
    shown = {*leaf.items, *(row.ref for row in rows if row.award or row.mine)}
    lines = _lines(session, visitor, published, col(Entry.ref).in_(shown))
    here = set(leaf.items)
    return Ranking(
        leaf=Leaf([ln for ln in lines if ln.ref in here], leaf.number, leaf.leaves),
        awarded=tuple(ln for ln in lines if ln.award),
        elsewhere=tuple(ln for ln in lines if ln.mine and ln.ref not in here),
        **_totals(rows),
    )


def _totals(rows: Sequence[Any]) -> dict[str, Any]:
    places = {row.place for row in rows}
    scores = {(row.score_top, row.score_bottom) for row in rows}  # fractions are kept reduced
    return {
        "entries": len(rows), "sheets": sum(row.sheets for row in rows),
        "votes": sum(row.votes for row in rows), "shared": len(places) < len(rows),
        "broken": len(scores) < len(places), "drawn": sum(row.drawn for row in rows),
        "moved": sum(bool(row.changed) for row in rows),
        "absent": tuple(row.ref for row in rows if row.absent),
    }  # fmt: skip


def _lines(
    session: Session, visitor: Visitor | None, published: Published, which: ColumnElement[bool]
) -> tuple[ResultLine, ...]:
    rows = session.execute(
        select(
            col(Entry.ref), col(Entry.title), col(Entry.summary), col(Unit.name),
            _people_of_entry().label("people"), _is_mine(visitor).label("mine"),
            col(Entry.category), col(Result.place),
            col(Result.score_top), col(Result.score_bottom), col(Result.sheets),
            col(Result.votes), col(Result.award), col(Result.mean_top), col(Result.mean_bottom),
            col(Result.se), col(Result.low), col(Result.high), col(Result.drawn),
            col(Result.computed), col(Result.changed), _missed(published).label("absent"),
            _shared().label("shared"),
        )
        .join(Result, col(Result.entry_id) == Entry.id)
        .join(Unit, col(Unit.id) == Entry.unit_id)
        .where(col(Result.outcome_id) == published.outcome.id, which)
        .order_by(*IN_ORDER)
    )  # fmt: skip
    unnamed = Category(key="lain", name="-")
    return tuple(
        ResultLine(
            ref=row.ref, title=row.title, summary=row.summary, unit=row.name, people=row.people,
            mine=row.mine, category=published.rules.category(row.category) or unnamed,
            place=row.place, score=Fraction(row.score_top, row.score_bottom),
            mean=Fraction(row.mean_top or row.score_top, row.mean_bottom or row.score_bottom),
            se=row.se, low=row.low, high=row.high, drawn=row.drawn,
            sheets=row.sheets, votes=row.votes, award=row.award, computed=row.computed,
            changed=row.changed, absent=row.absent, shared=row.shared,
        )
        for row in rows
    )  # fmt: skip


def _people_of_entry() -> ScalarSelect[int]:
    return (
        select(func.count())
        .where(col(Member.proposal_id) == Entry.proposal_id, col(Member.consent) == Consent.AGREED)
        .scalar_subquery()
    )


def _shared() -> ColumnElement[bool]:
    """Of what a plenary moved: whether the marks alone had put others at the same place."""
    other = aliased(Result)
    beside = exists().where(
        col(other.outcome_id) == col(Result.outcome_id),
        col(other.entry_id) != col(Result.entry_id), col(other.computed) == col(Result.computed),
    )  # fmt: skip
    return and_(col(Result.changed) != "", beside)


def _missed(published: Published) -> ColumnElement[bool]:
    """Settled since the presentations closed; it says something only where they weigh."""
    return was_absent() if published.rules.judging.pitch_share else literal(False)


def _is_mine(visitor: Visitor | None) -> ColumnElement[bool]:
    if visitor is None:
        return literal(False)
    mine = select(col(Member.proposal_id)).where(
        col(Member.person_id) == visitor.id, col(Member.consent) == Consent.AGREED
    )
    return col(Entry.proposal_id).in_(mine)
