"""Moving an entry: to the next step, back to its team, to its end. And the clock that turns steps.

What a person does moves an entry in one statement: from where it stood, while its step is open.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select as pick
from sqlalchemy import update
from sqlmodel import Session, col, select

from ideas import given
from ideas.acts import Act
from ideas.discovery.finding.keeping import open_findable
from ideas.discovery.finding.rules import Kind
from ideas.failures import Conflicting
from ideas.history.actions import record
from ideas.permissions import Standing, require
from ideas.road.competitions.deadlines import changed, still_open
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import steps_of
from ideas.road.entries.models import Decision, Entry
from ideas.road.entries.rules import (
    LEFT_BEHIND,
    MOST_REASON,
    NOT_SHORTLISTED,
    Verdict,
    due,
    is_shown_from,
)
from ideas.road.entries.telling import tell_of_moves, turn_notices
from ideas.road.entries.tracing import trace_entry
from ideas.road.steps import step_after
from ideas.say import Sentence, say
from ideas.stages import KINDS, CompetitionState, EntryState, Owner, StepKind
from ideas.talking.notices.rules import News

MOVING = (EntryState.RUNNING, EntryState.RETURNED)
# Steps that wait for somebody's word on each entry, and steps that everybody shares.
ONE_BY_ONE = (StepKind.ENDORSEMENT, StepKind.SCREENING)
TURNED_BY_CLOCK = frozenset(StepKind) - {StepKind.DECREE}

# Of a step that turns: the entries that go on; None when it lets everybody go on.
Selecting = Callable[[Session, Step], frozenset[UUID] | None]


def everybody(_session: Session, _step: Step) -> None:
    """Most steps select nobody."""


def at_step(step: Step, now: datetime) -> dict[str, Any]:
    """What an entry is when it arrives at a step: a running clock with an owner."""
    return {
        "step_id": step.id, "state": EntryState.RUNNING, "owner": KINDS[step.kind].owner,
        "due_at": due(step, now), "shown": is_shown_from(step.kind), "corrections": 0,
        "reason": "",
    }  # fmt: skip


def given_back(step: Step, now: datetime, note: str) -> dict[str, Any]:
    """Back with its team for the service time, and why."""
    return {
        "state": EntryState.RETURNED, "owner": Owner.TEAM, "due_at": due(step, now),
        "reason": note[:MOST_REASON], "corrections": Entry.corrections + 1,
    }  # fmt: skip


def stopped(state: EntryState, reason: str) -> dict[str, Any]:
    """At its end, with a reason that anyone who sees it may read."""
    return {
        "state": state, "owner": Owner.NOBODY, "due_at": None, "reason": reason[:MOST_REASON],
    } | ({"shown": False} if state is EntryState.WITHDRAWN else {})  # fmt: skip


def move(session: Session, entry: Entry, values: dict[str, Any], *, in_time: bool = True) -> None:
    """Write a move: only from where the entry stood, and only while its step is open."""
    here = [
        col(Entry.id) == entry.id, col(Entry.state) == entry.state,
        col(Entry.owner) == entry.owner, col(Entry.step_id) == entry.step_id,
    ]  # fmt: skip
    if in_time:
        here.append(still_open(entry.step_id))
    if not changed(session, update(Entry).where(*here).values(**values)):
        raise Conflicting(say("Usulan ini baru saja berpindah, atau tahapnya baru ditutup."))
    session.refresh(entry)
    if "shown" in values:
        trace_entry(session, entry)
        turn_notices(session, entry)
        open_findable(session, Kind.ENTRY, [entry.id], open_=entry.shown)


def move_on(session: Session, entry: Entry, road: Sequence[Step], *, in_time: bool = True) -> Step:
    """To the step after the one it stands at; which one it is."""
    position = next(step.position for step in road if step.id == entry.step_id)
    following = step_after(road, position)
    if following is None:
        raise LookupError("an entry at the last step moves nowhere")
    move(session, entry, at_step(following, given.now()), in_time=in_time)
    return following


def turn_steps(
    session: Session, holding: frozenset[UUID] = frozenset(), selecting: Selecting = everybody
) -> int:
    """Close every step whose time has passed, in order; how many. Twice does no harm.

    `holding`: steps that must not close yet. `selecting`: who goes on from a step.
    """
    require(Act.TURN_STEP, Standing(system=True))
    turned = 0
    for step in _passed(session):
        if step.id not in holding and _claim(session, step):
            _close(session, step, selecting(session, step))
            turned += 1
    return turned


def _passed(session: Session) -> Sequence[Step]:
    return session.scalars(
        pick(Step)
        .join(Competition, col(Competition.id) == Step.competition_id)
        .where(
            col(Competition.state) == CompetitionState.OPEN,
            col(Step.closes_at) <= given.database_now(),
            col(Step.turned_at).is_(None),
            col(Step.kind).in_(TURNED_BY_CLOCK),
        )
        .order_by(col(Step.closes_at), col(Step.position))
    ).all()


def _claim(session: Session, step: Step) -> bool:
    """Only one clock turns a step, however many of them run."""
    free = [
        col(Step.id) == step.id, col(Step.turned_at).is_(None),
        col(Step.closes_at) <= given.database_now(),
    ]  # fmt: skip
    return bool(changed(session, update(Step).where(*free).values(turned_at=given.now())))


def _close(session: Session, step: Step, chosen: frozenset[UUID] | None) -> None:
    left = select(Entry).where(Entry.step_id == step.id, col(Entry.state).in_(MOVING))
    road = steps_of(session, step.competition_id)
    for entry in session.exec(left.order_by(Entry.ref)).all():
        if step.kind in ONE_BY_ONE:
            _end(session, entry, step, LEFT_BEHIND[entry.owner], News.LEFT)
        elif chosen is not None and entry.id not in chosen:
            _end(session, entry, step, NOT_SHORTLISTED, News.NOT_SHORTLISTED)
        else:
            move_on(session, entry, road, in_time=False)
            record(session, Act.TURN_STEP, None, entry.id, step=step.title)
    record(session, Act.TURN_STEP, None, step.id, step=step.title)


def _end(session: Session, entry: Entry, step: Step, why: Sentence, news: News) -> None:
    """An end with a reason, never a silence: nobody gave the word in time, or others went on."""
    move(session, entry, stopped(EntryState.ENDED, str(why)), in_time=False)
    session.add(
        Decision(
            entry_id=entry.id, step_id=step.id, verdict=Verdict.FAIL, note=str(why),
            at=given.now(),
        )
    )  # fmt: skip
    record(
        session, Act.TURN_STEP, None, entry.id, step=step.title, verdict=Verdict.FAIL,
        kind=step.kind,
    )  # fmt: skip
    tell_of_moves(session, [entry.id], news)
