"""Finding what is alike among everything that reaches a person: three statements.

The first counts how rare each feature of the question is, up to a limit. The second gathers
those that share its rarest ones. The third weighs all that the few best of them share.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Float,
    FromClause,
    Select,
    String,
    bindparam,
    column,
    func,
    literal,
    true,
)
from sqlalchemy import select as pick
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Session, col

from ideas.discovery.likeness.models import EVERYWHERE, Trace
from ideas.discovery.likeness.rules import Text, asked, features, mark_of
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.queries import over

MOST_COUNTED = 200
MOST_GATHERED = 1500  # rows of rare features that are looked through
FEWEST_ASKED = 4
MOST_WEIGHED = 30


@dataclass(frozen=True)
class Alike:
    """One that is alike, how much, and the features it shares, the telling ones first."""

    subject_id: UUID
    score: float
    shared: tuple[str, ...]


def reaches_of(session: Session, path: str) -> list[UUID]:
    """The places whose texts reach somebody who works here: here, above, and everywhere."""
    return [EVERYWHERE, *session.scalars(pick(col(Unit.id)).where(over(col(Unit.path), path)))]


def alike(
    session: Session, text: Text, reaches: Sequence[UUID], apart: Collection[UUID] = ()
) -> list[Alike]:
    """The most alike first; `apart` are left out."""
    made = features(text)
    names = {mark_of(name): name for name in made}
    if not names:
        return []
    counts = {names[mark]: n for mark, n in _counts(session, made, reaches).items()}
    worth = asked(made, counts)
    near = _gathered(session, _rarest(worth, counts), reaches, apart)
    return _weighed(session, worth, names, near) if near else []


def _counts(session: Session, made: Mapping[str, float], reaches: Sequence[UUID]) -> dict[int, int]:
    counting = _counting(session.get_bind().dialect.name)
    rows = session.execute(counting, {**_told(session, made), "reaches": reaches})
    return {mark: count for mark, count in rows if count}


@cache
def _counting(dialect: str) -> Select[int, int]:
    mark, _, wanted = _asking(dialect)
    few = (
        pick(col(Trace.feature))
        .where(col(Trace.feature) == mark, _reached())
        .limit(MOST_COUNTED)
        .correlate(wanted)
        .subquery()
    )
    return pick(mark, pick(func.count()).select_from(few).scalar_subquery())


def _rarest(worth: Mapping[str, float], counts: Mapping[str, int]) -> dict[str, float]:
    """The rarest features whose rows together stay within the limit, and never too few."""
    chosen: dict[str, float] = {}
    rows = 0
    for name in sorted(worth, key=lambda one: (counts[one], -worth[one], one)):
        rows += counts[name]
        if rows > MOST_GATHERED and len(chosen) >= FEWEST_ASKED:
            break
        chosen[name] = worth[name]
    return chosen


def _gathered(
    session: Session, chosen: Mapping[str, float], reaches: Sequence[UUID],
    apart: Collection[UUID],
) -> list[UUID]:  # fmt: skip
    if not chosen:
        return []
    gathering = _gathering(session.get_bind().dialect.name)
    asking = {**_told(session, chosen), "reaches": reaches, "apart": list(apart)}
    return list(session.scalars(gathering, asking))


@cache
def _gathering(dialect: str) -> Select[UUID]:
    """For each feature a few rows of its own: never a walk through the whole table."""
    mark, worth, wanted = _asking(dialect)
    few = (
        pick(col(Trace.subject_id), col(Trace.weight))
        .where(col(Trace.feature) == mark, _reached())
        .where(col(Trace.subject_id).not_in(bindparam("apart", expanding=True)))
    )
    if dialect == "postgresql":
        found: FromClause = few.limit(MOST_COUNTED).correlate(wanted).lateral()
        rows = pick(found.c.subject_id).select_from(wanted).join(found, true())
        subject: Any = found.c.subject_id
        weight: Any = found.c.weight
    else:
        subject, weight = col(Trace.subject_id), col(Trace.weight)
        rows = few.with_only_columns(subject).select_from(wanted)
    total = func.sum(weight * worth)
    return rows.group_by(subject).order_by(total.desc(), subject).limit(MOST_WEIGHED)


def _reached() -> ColumnElement[bool]:
    return col(Trace.reach_id).in_(bindparam("reaches", expanding=True))


def _told(session: Session, worth: Mapping[str, float]) -> dict[str, Any]:
    """A question as two parameters, so that its statement is put together once for all."""
    marks, worths = [mark_of(name) for name in worth], list(worth.values())
    if session.get_bind().dialect.name == "postgresql":
        return {"marks": marks, "worths": worths}
    return {"marks": json.dumps(marks), "worths": json.dumps(worths)}


def _asking(dialect: str) -> tuple[Any, Any, FromClause]:
    """A question as a table: its marks, and what each is worth."""
    if dialect == "postgresql":
        marks = bindparam("marks", type_=ARRAY(BigInteger))
        worths = bindparam("worths", type_=ARRAY(Float))
        columns = column("mark", BigInteger), column("worth", Float)
        table = func.unnest(marks, worths).table_valued(*columns, name="asked").render_derived()
        return table.c.mark, table.c.worth, table
    told, worths = bindparam("marks", type_=String), bindparam("worths", type_=String)
    each = func.json_each(told).table_valued(
        column("key", String), column("value", BigInteger), name="asked"
    )
    place = literal("$[") + each.c.key + literal("]")
    return each.c.value, func.json_extract(worths, place, type_=Float), each


def _weighed(
    session: Session, worth: Mapping[str, float], names: Mapping[int, str], near: list[UUID]
) -> list[Alike]:
    rows = session.execute(
        pick(col(Trace.subject_id), col(Trace.feature), col(Trace.weight)).where(
            col(Trace.subject_id).in_(near),
            col(Trace.feature).in_([mark_of(name) for name in worth]),
        )
    )
    shares: dict[UUID, dict[str, float]] = {subject: {} for subject in near}
    for subject, mark, weight in rows:
        name = names[mark]
        shares[subject][name] = weight * worth[name]
    found = [
        Alike(subject, sum(parts.values()), tuple(sorted(parts, key=lambda n: -parts[n])))
        for subject, parts in shares.items()
    ]
    return sorted(found, key=lambda one: (-one.score, str(one.subject_id)))
