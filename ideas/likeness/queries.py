"""Finding what is alike among everything that reaches a person: three statements.

The first counts how rare each feature of the question is, up to a limit. The second gathers
those that share its rarest ones. The third weighs all that the few best of them share.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import CTE, BigInteger, Float, column, func, values
from sqlalchemy import select as pick
from sqlmodel import Session, col

from ideas.likeness.actions import EVERYWHERE
from ideas.likeness.models import Trace
from ideas.likeness.rules import Text, asked, features, mark_of
from ideas.organisation.models import Unit
from ideas.organisation.queries import over

MOST_COUNTED = 500
MOST_GATHERED = 4000  # rows of rare features that are looked through
FEWEST_ASKED = 4
MOST_WEIGHED = 40


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
    counts = {names[mark]: n for mark, n in _counts(session, list(names), reaches) if n}
    worth = asked(made, counts)
    near = _gathered(session, _rarest(worth, counts), reaches, apart)
    return _weighed(session, worth, names, near) if near else []


def _counts(
    session: Session, marks: Sequence[int], reaches: Sequence[UUID]
) -> list[tuple[int, int]]:
    asking = values(column("feature", BigInteger), name="asking")
    wanted = asking.data([(mark,) for mark in marks]).cte("asked")
    few = (
        pick(col(Trace.feature))
        .where(col(Trace.feature) == wanted.c.feature, col(Trace.reach_id).in_(reaches))
        .limit(MOST_COUNTED)
        .correlate(wanted)
        .subquery()
    )
    how_many = pick(func.count()).select_from(few).scalar_subquery()
    return [(row[0], row[1]) for row in session.execute(pick(wanted.c.feature, how_many))]


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
    wanted = _valued(chosen)
    total = func.sum(col(Trace.weight) * wanted.c.worth)
    rows = (
        pick(col(Trace.subject_id))
        .join(wanted, wanted.c.feature == col(Trace.feature))
        .where(col(Trace.reach_id).in_(reaches), col(Trace.subject_id).not_in(apart))
        .group_by(col(Trace.subject_id))
        .order_by(total.desc(), col(Trace.subject_id))
        .limit(MOST_WEIGHED)
    )
    return list(session.scalars(rows))


def _valued(chosen: Mapping[str, float]) -> CTE:
    asking = values(column("feature", BigInteger), column("worth", Float), name="asking")
    return asking.data([(mark_of(name), worth) for name, worth in chosen.items()]).cte("asked")


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
