"""Planning the presentations: days, the lot, the publication, and slots that change hands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid, Missing
from ideas.history.actions import record
from ideas.judging.pitches.models import PitchDay, PitchPlan, Slot
from ideas.judging.pitches.queries import Stage, as_day, days_of, presenting
from ideas.judging.pitches.rules import (
    CONFIRM_WITHIN,
    REMIND_AFTER,
    Day,
    Span,
    drawn,
    overlaps,
    turns,
)
from ideas.judging.pitches.seating import seat_judges
from ideas.judging.pitches.telling import tell_judges, tell_teams
from ideas.later import Task, later
from ideas.permissions import require
from ideas.road.competitions.deadlines import hold_open
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import rules_of
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.talking.notices.rules import News

PUBLISHED = say("Jadwal sudah terbit. Giliran sekarang hanya dapat ditukar.")


@dataclass(frozen=True)
class Room:
    """Where people present: a room, and a link for who joins from afar."""

    name: str
    link: str = ""


@dataclass(frozen=True)
class Terms:
    """When and where people present on one day."""

    starts_at: datetime
    ends_at: datetime
    breaks: tuple[Span, ...]
    room: Room


def add_day(session: Session, visitor: Visitor, stage: Stage, terms: Terms) -> None:
    require(Act.PLAN_PITCHES, stage.standing)
    _hold_unpublished(session, stage)
    _check_day(session, stage.step, terms)
    row = PitchDay(
        step_id=stage.step.id, starts_at=terms.starts_at, ends_at=terms.ends_at,
        room=terms.room.name, link=terms.room.link,
        breaks=[[a.isoformat(), b.isoformat()] for a, b in terms.breaks],
    )  # fmt: skip
    session.add(row)
    _forget_order(session, stage.step.id)
    record(session, Act.PLAN_PITCHES, visitor.id, stage.step.id, added=1)


def remove_day(session: Session, visitor: Visitor, stage: Stage, ref: str) -> None:
    require(Act.PLAN_PITCHES, stage.standing)
    _hold_unpublished(session, stage)
    day = find_day(session, stage.step.id, ref)
    _forget_order(session, stage.step.id)
    session.delete(day)
    record(session, Act.PLAN_PITCHES, visitor.id, stage.step.id, change="day")


def change_room(session: Session, visitor: Visitor, stage: Stage, ref: str, room: Room) -> None:
    """Another room or another link; who presents there that day hears it."""
    require(Act.PLAN_PITCHES, stage.standing)
    hold_open(session, stage.step.id)
    day = find_day(session, stage.step.id, ref)
    day.room, day.link = room.name, room.link
    there = select(Slot).where(col(Slot.day_id) == day.id, col(Slot.over_at).is_(None))
    slots = session.scalars(there).all()
    for slot in slots:
        slot.sequence += 1
    if stage.published_at:
        tell_teams(session, stage.step, [slot.id for slot in slots], News.PITCH_PLACE)
    record(session, Act.PLAN_PITCHES, visitor.id, stage.step.id, change="room")


def draw_order(session: Session, visitor: Visitor, stage: Stage) -> None:
    """Every entry gets a time, in an order that nobody chose: a step draws its seed once."""
    require(Act.PLAN_PITCHES, stage.standing)
    _hold_unpublished(session, stage)
    judging = rules_of(session, stage.scoped.row).judging
    entries = {entry.ref: entry.id for entry in presenting(session, stage.step.id)}
    if not entries:
        raise Invalid(say("Belum ada usulan di tahap ini."))
    days = {row.ref: row.id for row in days_of(session, stage.step.id)}
    length = timedelta(minutes=judging.talk + judging.questions)
    free = turns([as_day(row) for row in days_of(session, stage.step.id)], length)
    if len(free) < len(entries):
        raise Invalid(
            say("Baru ada {have} giliran untuk {need} usulan. Tambah hari presentasi.",
                have=len(free), need=len(entries))
        )  # fmt: skip
    _forget_order(session, stage.step.id)
    plan = session.get(PitchPlan, stage.step.id) or PitchPlan(
        step_id=stage.step.id, talk=judging.talk, questions=judging.questions,
        seed=given.new_seed(), drawn_at=given.now(),
    )  # fmt: skip
    session.add(plan)
    session.add_all(
        Slot(
            step_id=stage.step.id, day_id=days[turn.day], entry_id=entries[ref],
            starts_at=turn.starts_at,
        )
        for ref, turn in zip(drawn(plan.seed, list(entries)), free, strict=False)
    )  # fmt: skip
    record(session, Act.PLAN_PITCHES, visitor.id, stage.step.id, slots=len(entries))


def publish_plan(session: Session, visitor: Visitor, stage: Stage) -> None:
    """From now on teams know their slot, judges their days, and the clock of confirming runs."""
    require(Act.PLAN_PITCHES, stage.standing)
    _hold_unpublished(session, stage)
    slots = _slots(session, stage.step.id)
    if stage.plan is None or not slots:
        raise Invalid(say("Undi urutannya dahulu."))
    if {slot.entry_id for slot in slots} != {e.id for e in presenting(session, stage.step.id)}:
        raise Invalid(say("Usulan di tahap ini berubah. Undi urutannya sekali lagi."))
    now = given.now()
    if slots[0].starts_at <= now:
        raise Invalid(say("Giliran pertama sudah lewat. Perbaiki harinya, lalu undi lagi."))
    session.merge(stage.plan).published_at = now
    for slot in slots:
        slot.confirm_by = min(now + CONFIRM_WITHIN, slot.starts_at)
    judges = seat_judges(session, stage.step, [slot.entry_id for slot in slots])
    tell_teams(session, stage.step, [slot.id for slot in slots], News.PITCH_PLANNED)
    tell_judges(session, stage.step, News.PITCH_HEARD, stage.scoped.row.title)
    later(session, Task.REMIND_PITCHES, due_at=now + REMIND_AFTER, step=str(stage.step.id))
    record(
        session, Act.PLAN_PITCHES, visitor.id, stage.step.id, slots=len(slots), assignments=judges
    )


def find_day(session: Session, step_id: UUID, ref: str) -> PitchDay:
    day = next((day for day in days_of(session, step_id) if day.ref == ref), None)
    if day is None:
        raise Missing
    return day


def _hold_unpublished(session: Session, stage: Stage) -> None:
    hold_open(session, stage.step.id)
    published = select(func.count()).where(
        col(PitchPlan.step_id) == stage.step.id, col(PitchPlan.published_at).is_not(None)
    )
    if session.scalar(published):
        raise Invalid(PUBLISHED)


def _check_day(session: Session, step: Step, terms: Terms) -> None:
    if not step.opens_at <= terms.starts_at < terms.ends_at <= step.closes_at:
        raise Invalid({"ends_at": say("Pilih waktu di dalam tahap presentasi.")})
    if any(not terms.starts_at <= a < b <= terms.ends_at for a, b in terms.breaks):
        raise Invalid({"break_from": say("Istirahat berada di antara mulai dan selesai.")})
    day = Day("", terms.starts_at, terms.ends_at)
    if overlaps([day, *(as_day(row) for row in days_of(session, step.id))]):
        raise Invalid({"starts_at": say("Waktu ini bertumpuk dengan hari presentasi lain.")})


def _slots(session: Session, step_id: UUID) -> Sequence[Slot]:
    rows = select(Slot).where(col(Slot.step_id) == step_id)
    return session.scalars(rows.order_by(col(Slot.starts_at))).all()


def _forget_order(session: Session, step_id: UUID) -> None:
    """Times that nobody was told of yet. The seed stays: nobody draws until they like it."""
    session.execute(delete(Slot).where(col(Slot.step_id) == step_id))
