"""Keeping and locking sheets, stepping back."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, exists, insert, or_, select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.competitions.models import Step
from ideas.competitions.queries import is_open_now
from ideas.conflicts.models import Conflict
from ideas.conflicts.rules import ConflictKind
from ideas.database import touched
from ideas.failures import Invalid, TooLate
from ideas.history.actions import record
from ideas.panels.models import Assignment
from ideas.panels.queries import Seat
from ideas.panels.rules import AssignmentState
from ideas.permissions import require
from ideas.reviews.models import Mark
from ideas.reviews.rules import Draft, missing
from ideas.roles.visitors import Visitor
from ideas.rubrics.rules import Criterion
from ideas.say import say

CLOSED = say("Tahap penilaian sudah ditutup. Perubahan ini tidak tersimpan.")
OTHER_TAB = say(
    "Lembar ini sudah berubah di tab lain. Periksa, lalu simpan lagi untuk memakai yang di sini."
)


def save_sheet(session: Session, visitor: Visitor, seat: Seat, draft: Draft) -> None:
    """Keep what is on a sheet so far, as often as it changes."""
    require(Act.SCORE_ENTRY, seat.standing)
    revision = _write(session, seat, draft)
    record(session, Act.SCORE_ENTRY, visitor.id, seat.row.id, revision=revision)


def lock_sheet(
    session: Session, visitor: Visitor, seat: Seat, draft: Draft, criteria: Sequence[Criterion]
) -> None:
    """The judge's last word on this entry. Nobody can take it back."""
    require(Act.LOCK_SHEET, seat.standing)
    if errors := missing(draft.marks, criteria):
        raise Invalid(errors)
    revision = _write(session, seat, draft)
    locked = session.execute(
        update(Assignment)
        .where(_still_open(seat))
        .values(state=AssignmentState.LOCKED, locked_at=given.now())
    )
    if not touched(locked):
        raise TooLate(CLOSED)
    record(session, Act.LOCK_SHEET, visitor.id, seat.row.id, revision=revision)


def declare_conflict(session: Session, visitor: Visitor, seat: Seat, note: str) -> None:
    """Step back from an entry one knows: the sheet counts no longer, another judge is needed."""
    require(Act.DECLARE_CONFLICT, seat.standing)
    back = update(Assignment).where(_still_open(seat)).values(state=AssignmentState.RECUSED)
    if not touched(session.execute(back)):
        raise TooLate(CLOSED)
    session.add(
        Conflict(
            entry_id=seat.row.entry_id, person_id=visitor.id, kind=ConflictKind.DECLARED,
            note=note, found_at=given.now(),
        )
    )  # fmt: skip
    record(session, Act.DECLARE_CONFLICT, visitor.id, seat.row.id, step=seat.step.ref)


def _write(session: Session, seat: Seat, draft: Draft) -> int:
    """The whole sheet, if the form that writes has seen what stands there, and it is not late."""
    unseen = or_(col(Assignment.revision) == draft.seen, col(Assignment.hand) == draft.hand)
    saved = session.execute(
        update(Assignment)
        .where(_still_open(seat), unseen)
        .values(
            revision=col(Assignment.revision) + 1, hand=draft.hand, note=draft.note,
            saved_at=given.now(),
        )
        .returning(col(Assignment.revision))
    ).first()  # fmt: skip
    if saved is None:
        _explain(session, seat)
        raise Invalid({"version": OTHER_TAB})
    session.execute(delete(Mark).where(col(Mark.assignment_id) == seat.row.id))
    rows = [
        {"assignment_id": seat.row.id, "criterion": key, "value": w.value, "reason": w.reason}
        for key, w in draft.marks.items()
        if w.value is not None or w.reason
    ]
    if rows:
        session.execute(insert(Mark), rows)
    return int(saved[0])


def _still_open(seat: Seat) -> ColumnElement[bool]:
    """In SQL, as it is written: the sheet is open, and so is its step by the database's clock."""
    return (
        (col(Assignment.id) == seat.row.id)
        & (col(Assignment.state) == AssignmentState.OPEN)
        & exists().where(col(Step.id) == col(Assignment.step_id), is_open_now())
    )


def _explain(session: Session, seat: Seat) -> None:
    """Too late, if it is not another tab that came first."""
    if session.execute(select(col(Assignment.id)).where(_still_open(seat))).first() is None:
        raise TooLate(CLOSED)
