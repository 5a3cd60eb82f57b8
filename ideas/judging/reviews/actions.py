"""Keeping and locking sheets, stepping back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    TextClause,
    Uuid,
    bindparam,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.database import touched
from ideas.failures import Invalid, TooLate
from ideas.history.actions import record
from ideas.history.rules import digest
from ideas.judging.conflicts.noting import note
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import in_open_step
from ideas.judging.panels.rules import CLOSED, AssignmentState
from ideas.judging.reviews.models import Mark, SheetVersion
from ideas.judging.reviews.rules import Draft, Written, missing, spent
from ideas.judging.seats.queries import Seat
from ideas.later import Task, later
from ideas.permissions import require
from ideas.say import say
from ideas.staff.roles.visitors import Visitor

OTHER_TAB = say(
    "Lembar ini sudah berubah di tab lain. Periksa, lalu simpan lagi untuk memakai yang di sini."
)


def save_sheet(session: Session, visitor: Visitor, seat: Seat, draft: Draft) -> None:
    """Keep what is on a sheet so far, as often as it changes."""
    require(Act.SCORE_ENTRY, seat.standing)
    revision = _write(session, seat, draft)
    record(session, Act.SCORE_ENTRY, visitor.id, seat.row.id, revision=revision)


def lock_sheet(session: Session, visitor: Visitor, seat: Seat, draft: Draft) -> None:
    """The judge's word on this entry. It stays as it is; two people may open it again."""
    require(Act.LOCK_SHEET, seat.standing)
    if errors := missing(draft.marks, seat.criteria):
        raise Invalid(errors)
    revision = _write(session, seat, draft)
    locked = session.execute(
        update(Assignment)
        .where(_still_open(seat))
        .values(
            state=AssignmentState.LOCKED, locked_at=given.now(),
            versions=col(Assignment.versions) + 1,
        )
    )  # fmt: skip
    if not touched(locked):
        raise TooLate(CLOSED)
    keep_versions(session, [seat.row.id])
    record(session, Act.LOCK_SHEET, visitor.id, seat.row.id, revision=revision)


def keep_versions(session: Session, locked: Sequence[UUID]) -> None:
    """Lay these sheets down as they were locked just now: two statements and one that writes."""
    sheets = session.execute(
        select(
            col(Assignment.id), col(Assignment.versions), col(Assignment.note),
            col(Assignment.note_team), col(Assignment.locked_at),
        ).where(col(Assignment.id).in_(locked))
    ).all()  # fmt: skip
    marks: dict[UUID, list[object]] = {id_: [] for id_ in locked}
    standing = or_(col(Mark.value).is_not(None), col(Mark.abstained), col(Mark.reason) != "")
    rows = (
        select(Mark)
        .where(col(Mark.assignment_id).in_(locked), standing)
        .order_by(col(Mark.criterion))
    )
    for mark in session.scalars(rows):
        line = [mark.criterion, mark.value, mark.abstained, mark.reason]
        marks[mark.assignment_id].append(line)
    for id_, number, for_panel, for_team, at in sheets:
        told = {
            "number": number, "marks": marks[id_], "note": for_panel, "note_team": for_team,
        }  # fmt: skip
        bound = digest({"sheet": str(id_), **told})
        session.add(SheetVersion(assignment_id=id_, digest=bound, locked_at=at, **told))


def declare_conflict(session: Session, visitor: Visitor, seat: Seat, why: str) -> None:
    """Step back from an entry one knows: the sheet counts no longer, another judge is needed."""
    require(Act.DECLARE_CONFLICT, seat.standing)
    back = update(Assignment).where(_still_open(seat)).values(state=AssignmentState.RECUSED)
    if not touched(session.execute(back)):
        raise TooLate(CLOSED)
    declared = ConflictKind.DECLARED
    note(session, seat.row.entry_id, visitor.id, declared, why=why, by_id=visitor.id)
    later(session, Task.GUARD_PANELS)  # another judge is found at once
    record(session, Act.DECLARE_CONFLICT, visitor.id, seat.row.id, step=seat.step.ref)


def _write(session: Session, seat: Seat, draft: Draft) -> int:
    """The whole sheet, if the form that writes has seen what stands there, and it is not late."""
    now = given.now()
    saved = session.connection().execute(
        _writing(),
        {
            "sheet": seat.row.id, "seen": draft.seen, "by": draft.hand, "said": draft.note,
            "said_team": draft.note_team, "at": now,
            "spent": spent(seat.row.saved_at, draft.opened, now),
        },
    ).first()  # fmt: skip
    if saved is None:
        _explain(session, seat)
        raise Invalid({"version": OTHER_TAB})
    _mark(session, seat, draft.marks)
    return int(saved[0])


def _mark(session: Session, seat: Seat, marks: Mapping[str, Written]) -> None:
    """Every criterion as it stands now, also where nothing stands any more."""
    said: dict[str, object] = {"sheet": seat.row.id}
    for n, criterion in enumerate(seat.criteria):
        w = marks.get(criterion.key, Written())
        said |= {f"c{n}": criterion.key, f"v{n}": w.value, f"a{n}": w.abstained, f"r{n}": w.reason}
    session.connection().execute(_marking(len(seat.criteria)), said)


@cache
def _marking(rows: int) -> TextClause:
    """One statement for a whole sheet, in words that both databases know."""
    lines = ", ".join(f"(:sheet, :c{n}, :v{n}, :a{n}, :r{n})" for n in range(rows))
    names = ("value", "abstained", "reason")
    return text(
        f"INSERT INTO mark (assignment_id, criterion, {', '.join(names)}) VALUES {lines} "  # noqa: S608 -- our own names
        "ON CONFLICT (assignment_id, criterion) DO UPDATE SET "
        + ", ".join(f"{name} = excluded.{name}" for name in names)
    ).bindparams(bindparam("sheet", type_=Uuid()))


@cache
def _writing() -> ReturningUpdate[int]:
    """Asked with every mark, so it is put together once."""
    known = col(Assignment.revision) == bindparam("seen")
    unseen = or_(known, col(Assignment.hand) == bindparam("by"))
    return (
        update(Assignment)
        .where(_open_still(bindparam("sheet")), ~col(Assignment.uncalled), unseen)
        .values(
            revision=col(Assignment.revision) + 1, hand=bindparam("by"), note=bindparam("said"),
            note_team=bindparam("said_team"), saved_at=bindparam("at"),
            seconds=col(Assignment.seconds) + bindparam("spent"),
        )
        .returning(col(Assignment.revision))    )  # fmt: skip


def _still_open(seat: Seat) -> ColumnElement[bool]:
    return _open_still(seat.row.id)


def _open_still(sheet: UUID | BindParameter[Any]) -> ColumnElement[bool]:
    """In SQL, as it is written: the sheet is open, and so is its step by the database's clock."""
    return (
        (col(Assignment.id) == sheet)
        & (col(Assignment.state) == AssignmentState.OPEN)
        & in_open_step()
    )


def _explain(session: Session, seat: Seat) -> None:
    """Too late, or too early, if it is not another tab that came first."""
    if session.execute(select(col(Assignment.id)).where(_still_open(seat))).first() is None:
        raise TooLate(CLOSED)
    uncalled = session.scalar(
        select(col(Assignment.uncalled)).where(col(Assignment.id) == seat.row.id)
    )
    require(Act.SCORE_ENTRY, replace(seat.standing, uncalled=bool(uncalled)))
