"""Writing down what holds between a judge and an entry: one row for each pair."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas import given
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.rules import ConflictKind


def note(  # noqa: PLR0913 -- the pair, and what is said of it by whom
    session: Session,
    entry_id: UUID,
    person_id: UUID,
    kind: ConflictKind,
    *,
    why: str = "",
    by_id: UUID | None = None,
) -> None:
    """The newer word stands; the history keeps the older one."""
    row = noted_between(session, entry_id, person_id) or Conflict(
        entry_id=entry_id, person_id=person_id, kind=kind, found_at=given.now()
    )
    row.kind, row.note, row.by_id, row.found_at = kind, why, by_id, given.now()
    session.add(row)


def noted_between(session: Session, entry_id: UUID, person_id: UUID) -> Conflict | None:
    pair = (col(Conflict.entry_id) == entry_id, col(Conflict.person_id) == person_id)
    return session.scalars(select(Conflict).where(*pair)).first()
