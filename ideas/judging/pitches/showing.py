"""What the order, the judges' place and the day's desk show, and to whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.judging.panels.models import Assignment
from ideas.judging.pitches.models import PitchDay, Slot, Swap
from ideas.judging.pitches.queries import Ask, Stage, as_day, asks_where, days_of, presenting
from ideas.judging.pitches.rules import Span, drawn
from ideas.judging.pitches.running import next_up, on_now
from ideas.judging.pitches.seating import seats_of
from ideas.judging.pitches.slots import Line, lines_of
from ideas.permissions import refusal
from ideas.road.entries.models import Entry
from ideas.road.steps import state_at
from ideas.say import Sentence
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepState
from ideas.standing import Role
from ideas.writing.proposals.mates import Mate, shown_to, team_of
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent


@dataclass(frozen=True)
class Drawn:
    """An order of slots, beside what its seed gives."""

    lines: Sequence[Line]

    @property
    def drawn(self) -> list[str]:
        """The order by lot, whatever was traded since."""
        refs = [line.entry.ref for line in self.lines]
        return drawn(self.lines[0].plan.seed, refs) if refs else []

    @property
    def swapped(self) -> bool:
        return [line.entry.ref for line in self.lines] != self.drawn


@dataclass(frozen=True)
class Order(Drawn):
    """The slots that this reader may see, and which of them are of their own teams.

    `asks`: who wants to trade with whom, where one of the two is the reader's own.
    """

    own: frozenset[str]
    asks: Sequence[Ask]
    hidden: int
    judges: bool
    plans: bool
    state: StepState

    @property
    def to_answer(self) -> Ask | None:
        """What another team asked of the reader's own, the oldest first."""
        asked = (ask for ask in self.asks if ask.other and ask.other.ref in self.own)
        return next((ask for ask in asked if not ask.late), None)

    @property
    def concerns(self) -> Sequence[Line]:
        """What the reader's calendar holds: a team its own slot, judges and officers all."""
        if self.judges or self.plans:
            return self.lines
        return [line for line in self.lines if line.ref in self.own]


@dataclass(frozen=True)
class Planning(Drawn):
    """The plan as the secretariat works on it."""

    state: StepState
    days: Sequence[PitchDay]
    entries: Sequence[Entry]
    asks: Sequence[Ask]
    refusal: Sentence | None

    @property
    def spans(self) -> dict[str, tuple[Span, ...]]:
        """The breaks of each day."""
        return {day.ref: as_day(day).breaks for day in self.days}

    @property
    def confirmed(self) -> int:
        return sum(line.slot.confirmed_at is not None for line in self.lines)

    @property
    def stale(self) -> bool:
        """The order is not that of the entries that are here now."""
        return {line.entry.id for line in self.lines} != {entry.id for entry in self.entries}


@dataclass(frozen=True)
class Live:
    """What a judge sees of the day. `away`: something is on that they stay away from."""

    lines: Sequence[Line]
    seats: Mapping[UUID, Assignment]
    now: Line | None
    next: Line | None
    away: bool
    mates: Sequence[Mate]

    def seat(self, line: Line) -> Assignment:
        return self.seats[line.entry.id]


def order_for(session: Session, visitor: Visitor, stage: Stage) -> Order:
    """Judges see what they hear; everybody else the whole order, without names or marks."""
    lines = lines_of(session, stage.step.id)
    judges = Role.JUDGE in stage.standing.roles
    seen = list(lines)
    if judges:
        seats = seats_of(session, visitor.id, stage.step.id)
        seen = [line for line in lines if line.entry.id in seats]
    own = _own(session, visitor, seen)
    return Order(
        seen, own, _asks(session, stage, own), len(lines) - len(seen), judges,
        plans=refusal(Act.SEE_PITCH_PLAN, stage.standing) is None,
        state=state_at(stage.step, given.now()),
    )  # fmt: skip


def planning(session: Session, stage: Stage) -> Planning:
    here, own = stage.step.id, col(Swap.other_id).is_(None)
    return Planning(
        lines_of(session, stage.step.id), state_at(stage.step, given.now()), days_of(session, here),
        presenting(session, here), asks_where(session, own, col(Slot.step_id) == here),
        refusal(Act.PLAN_PITCHES, stage.standing),
    )  # fmt: skip


def _asks(session: Session, stage: Stage, own: frozenset[str]) -> Sequence[Ask]:
    mine = select(col(Slot.id)).where(col(Slot.step_id) == stage.step.id, col(Slot.ref).in_(own))
    either = or_(col(Swap.slot_id).in_(mine), col(Swap.other_id).in_(mine))
    return asks_where(session, either) if own else ()


def _own(session: Session, visitor: Visitor, lines: Sequence[Line]) -> frozenset[str]:
    rows = session.scalars(
        select(col(Member.proposal_id)).where(
            col(Member.person_id) == visitor.id, col(Member.consent) == Consent.AGREED,
            col(Member.proposal_id).in_([line.entry.proposal_id for line in lines]),
        )
    )  # fmt: skip
    mine = set(rows)
    return frozenset(line.ref for line in lines if line.entry.proposal_id in mine)


def live_for(session: Session, visitor: Visitor, stage: Stage) -> Live:
    """Of a slot that a judge has no sheet for, they see nothing: they wait outside."""
    lines = lines_of(session, stage.step.id)
    seats = seats_of(session, visitor.id, stage.step.id)
    heard = [line for line in lines if line.entry.id in seats]
    now = on_now(heard)
    team = team_of(session, now.entry.proposal_id) if now else ()
    mates = [mate for mate in shown_to(team, frozenset()) if mate.consent is Consent.AGREED]
    away = now is None and on_now(lines) is not None
    return Live(heard, seats, now, next_up(heard), away, mates)
