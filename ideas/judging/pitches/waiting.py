"""What presentations ask of a person, on their desk."""

from typing import Any

from sqlalchemy import Select, and_, func, literal, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.judging.pitches.models import PitchPlan, Slot, Swap
from ideas.judging.pitches.rules import SwapState
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import is_open_now
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.stages import EntryState, StepKind
from ideas.standing import Role
from ideas.waiting import Asked, Waiting
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent, Part


def pitches_of_teams(visitor: Visitor) -> tuple[Asked, ...]:
    """A lead confirms a slot, and answers who asks for it."""
    return _to_confirm(visitor), _to_answer(visitor)


def _own(rows: Select[*tuple[Any, ...]], visitor: Visitor) -> Select[*tuple[Any, ...]]:
    """Joins the entry of a slot, its step while that is open, and that one leads its team."""
    mine = and_(
        col(Member.proposal_id) == Entry.proposal_id, col(Member.person_id) == visitor.id,
        col(Member.consent) == Consent.AGREED, col(Member.part) == Part.LEAD,
    )  # fmt: skip
    return (
        rows.join(Entry, col(Entry.id) == Slot.entry_id)
        .join(Step, and_(col(Step.id) == Slot.step_id, is_open_now()))
        .join(PitchPlan, col(PitchPlan.step_id) == Slot.step_id)
        .join(Member, mine)
        .where(col(PitchPlan.published_at).is_not(None))
    )


def _address() -> Any:
    return col(Step.ref) + literal("/slots/") + col(Slot.ref)


def _to_confirm(visitor: Visitor) -> Select[*tuple[Any, ...]]:
    rows = select(literal("pitch"), col(Entry.title), _address(), col(Slot.confirm_by), literal(1))
    late = and_(
        *(at.is_(None) for at in map(col, (Slot.confirmed_at, Slot.talk_at, Slot.absent_at)))
    )
    return _own(rows.select_from(Slot), visitor).where(late)


def _to_answer(visitor: Visitor) -> Select[*tuple[Any, ...]]:
    asking = aliased(Slot)
    rows = select(literal("swap"), col(Entry.title), _address(), col(asking.starts_at), literal(1))
    joined = rows.select_from(Swap).join(Slot, col(Slot.id) == Swap.other_id)
    return _own(joined.join(asking, col(asking.id) == Swap.slot_id), visitor).where(
        col(Swap.state) == SwapState.WAITING
    )


def waiting_pitches(session: Session, visitor: Visitor) -> list[Waiting]:
    """For the secretariat, who plans and hears who asks for another slot: one statement."""
    return _to_plan(session, visitor) if Role.SECRETARIAT in visitor.roles else []


def _to_plan(session: Session, visitor: Visitor) -> list[Waiting]:
    """Steps with entries and no published plan, and those in which teams ask us."""
    here = and_(col(Entry.step_id) == Step.id, col(Entry.state) == EntryState.RUNNING)
    asks = (
        select(func.count())
        .select_from(Swap)
        .join(Slot, col(Slot.id) == Swap.slot_id)
        .where(
            col(Slot.step_id) == Step.id, col(Swap.state) == SwapState.WAITING,
            col(Swap.other_id).is_(None),
        )
        .scalar_subquery()
    )  # fmt: skip
    rows = session.execute(
        select(Step, Competition, col(Unit.path), col(PitchPlan.published_at), asks)
        .join(Competition, col(Competition.id) == Step.competition_id)
        .join(Unit, col(Unit.id) == Competition.organiser_id)
        .outerjoin(PitchPlan, col(PitchPlan.step_id) == Step.id)
        .where(
            col(Step.kind) == StepKind.PITCH, is_open_now(),
            select(col(Entry.id)).where(here).exists(),
        )
        .order_by(col(Step.closes_at), col(Step.ref))
    )  # fmt: skip
    found = []
    for step, competition, path, published_at, count in rows:
        ours = Role.SECRETARIAT in visitor.roles_in(competition.id, path)
        if ours and published_at is None:
            found.append(Waiting("pitch_plan", competition.title, step.ref, step.closes_at))
        elif ours and count:
            found.append(Waiting("pitch_ask", competition.title, step.ref, step.closes_at, count))
    return found
