"""The road of one entry: what was decided at each step, and what happened."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam
from sqlalchemy import select as pick
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.history.models import Event
from ideas.road.competitions.models import Step
from ideas.road.entries.models import Decision, Entry
from ideas.road.entries.rules import Verdict
from ideas.staff.people.models import Person
from ideas.staff.people.rules import StandInKind

# What an entry's history tells: how it moved, never who scored or voted.
TOLD = (
    Act.SUBMIT_PROPOSAL, Act.ENDORSE_ENTRY, Act.SCREEN_ENTRY, Act.CORRECT_ENTRY,
    Act.WITHDRAW_ENTRY, Act.COMPLETE_ENTRY, Act.TURN_STEP, Act.DECIDE_ENTRY,
)  # fmt: skip

MOST_TOLD = 40


@dataclass(frozen=True)
class Made:
    """A decision at a step: what, when, why, by whom."""

    verdict: Verdict
    note: str
    facts: dict[str, Any]
    at: datetime
    by: str | None

    @property
    def permit(self) -> str:
        return str(self.facts.get("permit", ""))

    @property
    def on_behalf(self) -> StandInKind | None:
        """Decided in the superior's place, as Plh or Plt."""
        kind = self.facts.get("on_behalf")
        return StandInKind(kind) if kind else None

    @property
    def permit_date(self) -> date:
        return date.fromisoformat(self.facts["permit_date"])


@dataclass(frozen=True)
class Stretch:
    """One step of the road, and what was decided there, oldest first."""

    step: Step
    decisions: tuple[Made, ...]


@dataclass(frozen=True)
class Happening:
    at: datetime
    act: Act
    facts: dict[str, Any]


def road_of(session: Session, entry: Entry) -> list[Stretch]:
    """Every step of the road, with what was decided there: one statement."""
    rows = session.execute(_road(), {"entry": entry.id, "competition": entry.competition_id})
    made: dict[UUID, list[Made]] = {}
    steps: dict[UUID, Step] = {}
    for step, decision, by in rows:
        steps[step.id] = step
        if decision is not None:
            made.setdefault(step.id, []).append(
                Made(decision.verdict, decision.note, decision.facts, decision.at, by)
            )
    return [Stretch(step, tuple(made.get(step.id, ()))) for step in steps.values()]


@cache
def _road() -> Select[*tuple[Any, ...]]:
    here = and_(col(Decision.step_id) == Step.id, col(Decision.entry_id) == bindparam("entry"))
    return (
        pick(Step, Decision, col(Person.name))
        .outerjoin(Decision, here)
        .outerjoin(Person, col(Person.id) == Decision.by_id)
        .where(col(Step.competition_id) == bindparam("competition"))
        .order_by(col(Step.position), col(Decision.at), col(Decision.id))
    )


def history_of(session: Session, entry_id: UUID) -> list[Happening]:
    """How an entry moved, newest first: one statement."""
    return [Happening(*row) for row in session.execute(_history(), {"entry": entry_id})]


@cache
def _history() -> Select[*tuple[Any, ...]]:
    return (
        pick(col(Event.at), col(Event.act), col(Event.facts))
        .where(col(Event.subject_id) == bindparam("entry"), col(Event.act).in_(TOLD))
        .order_by(col(Event.at).desc(), col(Event.id))
        .limit(MOST_TOLD)
    )
