"""A team that does not come: noted with a reason, and taken back while the step is open."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Conflicting, Invalid
from ideas.history.actions import record
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import counted
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.pitches.models import Slot
from ideas.judging.pitches.queries import Stage
from ideas.judging.pitches.rules import Phase
from ideas.judging.pitches.seating import mark_called
from ideas.judging.pitches.slots import find_line
from ideas.judging.pitches.telling import tell_teams
from ideas.permissions import require
from ideas.road.competitions.deadlines import changed, hold_open
from ideas.road.entries.models import Entry
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.talking.notices.rules import News

NOT_YET = say("Waktu tim ini belum tiba. Tunggu sampai gilirannya.")
SCORED = say("Sudah ada juri yang mengunci nilai untuk giliran ini.")


def note_absence(session: Session, visitor: Visitor, stage: Stage, ref: str, reason: str) -> None:
    """Its presentation counts nothing, and holds nobody up. The team hears it."""
    require(Act.RUN_PITCHES, stage.standing)
    hold_open(session, stage.step.id)
    line = find_line(session, stage.step.id, ref)
    if stage.published_at is None or line.phase not in (Phase.WAITING, Phase.TALK):
        raise Conflicting(say("Giliran ini sudah berubah. Muat ulang halaman."))
    if not reason:
        raise Invalid({"reason": say("Tulis apa yang terjadi.")})
    if session.scalar(select(_scored(line.slot))):
        raise Invalid(SCORED)
    due = (col(Slot.id) == line.slot.id) & (col(Slot.starts_at) <= given.database_now())
    noted = {"absent_at": given.now(), "absence": reason, "talk_at": None}
    if not changed(session, update(Slot).where(due).values(noted)):
        raise Invalid(NOT_YET)
    mark_called(session, line.slot, called=False)
    tell_teams(session, stage.step, [line.slot.id], News.PITCH_ABSENT)
    record(
        session, Act.RUN_PITCHES, visitor.id, line.entry.id, change="absent", reason=reason
    )  # fmt: skip


def take_back_absence(session: Session, visitor: Visitor, stage: Stage, ref: str) -> None:
    """They came after all: their turn waits to be called."""
    require(Act.RUN_PITCHES, stage.standing)
    hold_open(session, stage.step.id)
    line = find_line(session, stage.step.id, ref)
    noted = (col(Slot.id) == line.slot.id) & col(Slot.absent_at).is_not(None)
    if not changed(session, update(Slot).where(noted).values(absent_at=None, absence="")):
        raise Conflicting(say("Giliran ini sudah berubah. Muat ulang halaman."))
    record(session, Act.RUN_PITCHES, visitor.id, line.entry.id, change="present")


def absent_from(step_id: UUID) -> Select[UUID]:
    """In SQL: the entries whose team did not come to present them."""
    return select(col(Slot.entry_id)).where(
        col(Slot.step_id) == step_id, col(Slot.absent_at).is_not(None)
    )


def was_absent() -> ColumnElement[bool]:
    """In SQL: the team of an entry did not come to present it."""
    return exists().where(col(Slot.entry_id) == Entry.id, col(Slot.absent_at).is_not(None))


def _scored(slot: Slot) -> ColumnElement[bool]:
    return exists().where(
        col(Assignment.step_id) == slot.step_id, col(Assignment.entry_id) == slot.entry_id,
        col(Assignment.state) == AssignmentState.LOCKED, counted(),
    )  # fmt: skip
