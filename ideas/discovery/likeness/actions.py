"""Leaving a trace: part of an action that opens a text, changes an open one, or closes it."""

from uuid import UUID

from sqlalchemy import Select, delete, insert, update
from sqlalchemy import select as pick
from sqlmodel import Session, col

from ideas.discovery.likeness.models import EVERYWHERE, Trace
from ideas.discovery.likeness.rules import Text, features, length_of, mark_of


def leave_trace(session: Session, subject_id: UUID, reach_id: UUID, text: Text) -> None:
    """Let those whom it reaches find this text, as it is now. Only what changed is written."""
    new = weights_of(text)
    rows = session.execute(
        pick(col(Trace.feature), col(Trace.weight)).where(
            col(Trace.subject_id) == subject_id, col(Trace.reach_id) == reach_id
        )
    )
    old = {row.feature: row.weight for row in rows}
    gone = [feature for feature, weight in old.items() if new.get(feature) != weight]
    if gone:
        mine = (col(Trace.subject_id) == subject_id, col(Trace.feature).in_(gone))
        session.execute(delete(Trace).where(*mine))
    fresh = trace_rows(subject_id, reach_id, {f: w for f, w in new.items() if old.get(f) != w})
    if fresh:
        session.execute(insert(Trace), fresh)


def wipe_trace(session: Session, subject_id: UUID) -> None:
    """Nobody finds it any more."""
    session.execute(delete(Trace).where(col(Trace.subject_id) == subject_id))


def reach_everybody(session: Session, subjects: Select[UUID]) -> None:
    """What is published is found by all."""
    some = col(Trace.subject_id).in_(subjects)
    session.execute(update(Trace).where(some).values(reach_id=EVERYWHERE))


def weights_of(text: Text) -> dict[int, float]:
    made = features(text)
    length = length_of(made)
    return {mark_of(name): round(weight / length, 6) for name, weight in made.items()}


def trace_rows(
    subject_id: UUID, reach_id: UUID, weights: dict[int, float]
) -> list[dict[str, object]]:
    return [
        {"feature": feature, "reach_id": reach_id, "subject_id": subject_id, "weight": weight}
        for feature, weight in weights.items()
    ]
