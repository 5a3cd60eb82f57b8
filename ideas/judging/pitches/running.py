"""The day itself: what is on now, who is there, and sheets that lock in the evening."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Conflicting, Invalid, Refused
from ideas.history.actions import record
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.pitches.absence import absent_from
from ideas.judging.pitches.models import PitchDay, Slot
from ideas.judging.pitches.queries import Stage
from ideas.judging.pitches.rules import Phase
from ideas.judging.pitches.seating import listeners_for, mark_called, seat_judges
from ideas.judging.pitches.slots import Line, lines_of
from ideas.judging.pitches.telling import tell_teams
from ideas.judging.reviews.closing import has_unread, lock_complete, passed_of
from ideas.permissions import Standing, require
from ideas.road.competitions.deadlines import changed, hold_open
from ideas.road.competitions.models import Step
from ideas.road.entries.models import Entry
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepKind
from ideas.talking.notices.rules import News

# What is called → what must be on before it, and which moment it writes.
CALLS = {
    Phase.TALK: ((Phase.WAITING,), "talk_at"),
    Phase.QUESTIONS: ((Phase.TALK,), "questions_at"),
    Phase.OVER: ((Phase.TALK, Phase.QUESTIONS), "over_at"),
}


def on_now(lines: Sequence[Line]) -> Line | None:
    """The slot that was begun and is not over."""
    return next((line for line in lines if line.phase in (Phase.TALK, Phase.QUESTIONS)), None)


def next_up(lines: Sequence[Line]) -> Line | None:
    return next((line for line in lines if line.phase is Phase.WAITING), None)


def call_phase(session: Session, visitor: Visitor, stage: Stage, ref: str, to: Phase) -> None:
    """Begin a slot, go over to questions, or end it. One slot at a time is on."""
    require(Act.RUN_PITCHES, stage.standing)
    hold_open(session, stage.step.id)
    if stage.published_at is None:
        raise Invalid(say("Jadwal belum terbit."))
    lines = lines_of(session, stage.step.id)
    line = next((line for line in lines if line.ref == ref), None)
    before, moment = CALLS[to]
    if line is None or line.phase not in before:
        raise Conflicting(say("Giliran ini sudah berubah. Muat ulang halaman."))
    if to is Phase.TALK:
        if on_now(lines):
            raise Invalid(say("Akhiri dahulu giliran yang sedang berlangsung."))
        seat_judges(session, stage.step, [line.entry.id])
        mark_called(session, line.slot, called=True)
    here = update(Slot).where(col(Slot.id) == line.slot.id, getattr(Slot, moment).is_(None))
    changed(session, here.values({moment: given.now()}))
    record(session, Act.RUN_PITCHES, visitor.id, line.entry.id, change=to.value)


def note_attendance(
    session: Session, visitor: Visitor, stage: Stage, line: Line, present: Collection[str]
) -> None:
    """Who is not there gives no marks; who comes after all does. What is locked stays."""
    require(Act.RUN_PITCHES, stage.standing)
    hold_open(session, stage.step.id)
    there = listeners_for(session, visitor, line)
    if there is None:
        raise Refused(say("Ada benturan kepentingan dengan usulan ini."))
    seats = [one.assignment for one in there if not one.settled]
    for state, here in ((AssignmentState.OPEN, True), (AssignmentState.RECUSED, False)):
        ids = [seat.id for seat in seats if (seat.ref in present) is here]
        if ids:
            session.execute(
                update(Assignment).where(col(Assignment.id).in_(ids)).values(state=state)
            )
    record(
        session, Act.RUN_PITCHES, visitor.id, line.entry.id, change="attendance",
        judges=sum(seat.ref in present for seat in seats),
    )  # fmt: skip


def close_days(session: Session) -> None:
    """In the evening what is complete is locked; the rest stays open until the step closes."""
    require(Act.TURN_STEP, Standing(system=True))
    for day, step in session.execute(_days_over()).all():
        heard = select(col(Slot.entry_id)).where(
            col(Slot.day_id) == day.id, col(Slot.over_at).is_not(None)
        )
        lock_complete(session, step, col(Assignment.entry_id).in_(heard))
        free = (col(PitchDay.id) == day.id) & col(PitchDay.closed_at).is_(None)
        changed(session, update(PitchDay).where(free).values(closed_at=given.now()))
        record(session, Act.TURN_STEP, None, step.id, step=step.title, change="day")


def held_pitches(session: Session) -> frozenset[UUID]:
    """Presentations, passed, in which a team that came has no complete sheet."""
    return frozenset(
        step.id
        for step in passed_of(session, StepKind.PITCH)
        if has_unread(session, step, col(Entry.id).not_in(absent_from(step.id)))
    )


def remind_teams_of(session: Session, step: Step) -> int:
    """The leads who have not confirmed yet hear it once more; how many slots."""
    require(Act.TURN_STEP, Standing(system=True))
    waiting = session.scalars(
        select(col(Slot.id)).where(
            col(Slot.step_id) == step.id, col(Slot.confirmed_at).is_(None),
            col(Slot.confirm_by) > given.database_now(),
        )
    ).all()  # fmt: skip
    tell_teams(session, step, waiting, News.PITCH_UNCONFIRMED, leads=True)
    record(session, Act.TURN_STEP, None, step.id, step=step.title, slots=len(waiting))
    return len(waiting)


def _days_over() -> Any:
    return (
        select(PitchDay, Step)
        .join(Step, col(Step.id) == PitchDay.step_id)
        .where(
            col(PitchDay.closed_at).is_(None), col(PitchDay.ends_at) <= given.database_now(),
            col(Step.turned_at).is_(None),
            select(col(Slot.id)).where(col(Slot.day_id) == PitchDay.id).exists(),
        )
        .order_by(col(PitchDay.ends_at), col(PitchDay.ref))
    )  # fmt: skip
