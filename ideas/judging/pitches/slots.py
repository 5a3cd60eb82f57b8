"""The order of slots, each with its entry and its day, and how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from ideas import given
from ideas.failures import Missing
from ideas.judging.pitches.models import PitchDay, PitchPlan, Slot
from ideas.judging.pitches.rules import Phase, is_fixed, minutes_left, phase
from ideas.road.competitions.models import Step
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit


@dataclass(frozen=True)
class Line:
    """One slot with its entry, its day, and how far it is."""

    slot: Slot
    entry: Entry
    day: PitchDay
    plan: PitchPlan
    unit: str
    step_ref: str

    @property
    def ref(self) -> str:
        return self.slot.ref

    @property
    def questions_from(self) -> datetime:
        return self.slot.starts_at + timedelta(minutes=self.plan.talk)

    @property
    def ends_at(self) -> datetime:
        return self.questions_from + timedelta(minutes=self.plan.questions)

    @property
    def phase(self) -> Phase:
        slot = self.slot
        over, absent = slot.over_at is not None, slot.absent_at is not None
        return phase(slot.talk_at, slot.questions_at, over, absent=absent)

    @property
    def left(self) -> int:
        """Minutes until the part that is on now should end."""
        if self.slot.questions_at:
            end = self.slot.questions_at + timedelta(minutes=self.plan.questions)
        else:
            end = (self.slot.talk_at or given.now()) + timedelta(minutes=self.plan.talk)
        return minutes_left(end, given.now())

    @property
    def fixed(self) -> bool:
        return is_fixed(self.slot.starts_at, given.now())

    @property
    def unconfirmed(self) -> bool:
        """Its team had time to confirm, and did not."""
        by = self.slot.confirm_by
        return self.slot.confirmed_at is None and by is not None and by <= given.now()


def lines_of(session: Session, step_id: UUID) -> Sequence[Line]:
    """The whole order: one statement."""
    return lines_where(session, col(Slot.step_id) == step_id)


def lines_where(session: Session, *which: ColumnElement[bool]) -> Sequence[Line]:
    rows = session.execute(
        select(Slot, Entry, PitchDay, PitchPlan, col(Unit.name), col(Step.ref))
        .join(Entry, col(Entry.id) == Slot.entry_id)
        .join(PitchDay, col(PitchDay.id) == Slot.day_id)
        .join(PitchPlan, col(PitchPlan.step_id) == Slot.step_id)
        .join(Unit, col(Unit.id) == Entry.unit_id)
        .join(Step, col(Step.id) == Slot.step_id)
        .where(*which)
        .order_by(col(Slot.starts_at), col(Slot.ref))
        .execution_options(populate_existing=True)
    )
    return [Line(*row) for row in rows]


def find_line(session: Session, step_id: UUID, ref: str) -> Line:
    lines = lines_where(session, col(Slot.ref) == ref, col(Slot.step_id) == step_id)
    if not lines:
        raise Missing
    return lines[0]


def slot_of(session: Session, entry_id: UUID) -> Line | None:
    """The slot of an entry, once its team may know it."""
    published = col(PitchPlan.published_at).is_not(None)
    return next(iter(lines_where(session, col(Slot.entry_id) == entry_id, published)), None)
