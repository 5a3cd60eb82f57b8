"""Reading the plan: its days, the order, one team's slot, and what is on now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Missing
from ideas.judging.pitches.models import PitchDay, PitchPlan, Slot, Swap
from ideas.judging.pitches.rules import FIXED_FROM, Day, SwapState
from ideas.judging.pitches.slots import Line, find_line
from ideas.permissions import Standing, require_visible
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, competition_of_step, standing_in
from ideas.road.entries.models import Entry
from ideas.staff.roles.visitors import Visitor
from ideas.stages import EntryState, StepKind
from ideas.standing import Relation
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent, Part


@dataclass(frozen=True)
class Stage:
    """The presentations of one competition, as somebody stands to them."""

    scoped: Scoped
    step: Step
    plan: PitchPlan | None
    standing: Standing

    @property
    def published_at(self) -> datetime | None:
        return self.plan.published_at if self.plan else None


@dataclass(frozen=True)
class Own:
    """A team's slot, as one of them stands to it."""

    stage: Stage
    line: Line
    standing: Standing


def find_stage(session: Session, visitor: Visitor, ref: str, sees: Act = Act.SEE_PITCHES) -> Stage:
    """The presentations, by their step, for whom they are there: three statements."""
    scoped, step = competition_of_step(session, visitor, ref, StepKind.PITCH)
    plan = session.get(PitchPlan, step.id)
    shown = plan is not None and plan.published_at is not None
    standing = standing_in(visitor, scoped, step, shown=shown)
    require_visible(sees, standing)
    return Stage(scoped, step, plan, standing)


def find_own(session: Session, visitor: Visitor, step: str, ref: str) -> Own:
    """The slot of one's own team; those of others do not exist."""
    stage = find_stage(session, visitor, step)
    line = find_line(session, stage.step.id, ref)
    relations = _relations(session, visitor, line.entry)
    standing = standing_in(visitor, stage.scoped, stage.step, shown=True, relations=relations)
    if stage.published_at is None:
        raise Missing
    require_visible(Act.SEE_SLOT, standing)
    return Own(stage, line, standing)


def _relations(session: Session, visitor: Visitor, entry: Entry) -> frozenset[Relation]:
    part = session.scalar(
        select(col(Member.part)).where(
            col(Member.proposal_id) == entry.proposal_id, col(Member.person_id) == visitor.id,
            col(Member.consent) == Consent.AGREED,
        )
    )  # fmt: skip
    if part is None:
        return frozenset()
    return frozenset({Relation.LEAD if part is Part.LEAD else Relation.MEMBER})


def days_of(session: Session, step_id: UUID) -> Sequence[PitchDay]:
    rows = select(PitchDay).where(col(PitchDay.step_id) == step_id)
    return session.scalars(rows.order_by(col(PitchDay.starts_at))).all()


def as_day(row: PitchDay) -> Day:
    spans = [(datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in row.breaks]
    return Day(row.ref, row.starts_at, row.ends_at, tuple(spans))


def presenting(session: Session, step_id: UUID) -> Sequence[Entry]:
    """The entries that came to this step."""
    here = and_(col(Entry.step_id) == step_id, col(Entry.state) == EntryState.RUNNING)
    return session.scalars(select(Entry).where(here).order_by(col(Entry.ref))).all()


@dataclass(frozen=True)
class Ask:
    """Somebody asks for another slot: who, for which (or for any), and why."""

    row: Swap
    title: str
    slot: Slot
    other: Slot | None
    wanted: str | None

    @property
    def until(self) -> datetime:
        """So long it can be answered: of two slots the first is fixed before it begins."""
        if self.other is None:
            return self.slot.starts_at
        return min(self.slot.starts_at, self.other.starts_at) - FIXED_FROM

    @property
    def late(self) -> bool:
        """Nobody answered in time: both keep what they have."""
        return self.until <= given.now()


def asks_where(session: Session, *which: ColumnElement[bool]) -> Sequence[Ask]:
    """What waits for an answer, the oldest first: one statement."""
    asked, theirs = aliased(Slot), aliased(Entry)
    rows = session.execute(
        select(Swap, col(Entry.title), Slot, asked, col(theirs.title))
        .join(Slot, col(Slot.id) == Swap.slot_id)
        .join(Entry, col(Entry.id) == Slot.entry_id)
        .outerjoin(asked, col(asked.id) == Swap.other_id)
        .outerjoin(theirs, col(theirs.id) == asked.entry_id)
        .where(col(Swap.state) == SwapState.WAITING, *which)
        .order_by(col(Swap.asked_at), col(Swap.ref))
    )
    return [Ask(*row) for row in rows]
