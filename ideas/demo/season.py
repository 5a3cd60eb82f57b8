"""One competition of the demo year as it passes: its people, its clock, its texts."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from ideas import given
from ideas.database import found, transaction
from ideas.demo import texts
from ideas.demo.people import Town
from ideas.language.forms import ZONES
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import (
    Scoped,
    competition_of_step,
    find_competition,
    steps_of,
)
from ideas.road.entries.models import Entry
from ideas.staff.roles.visitors import Visitor, visitor_of
from ideas.stages import StepKind

MORNING, AFTERNOON = time(8), time(16)
EVERY_SHEET = 1000


@dataclass
class Season:
    """One competition as it passes: who takes part, and what time it is there."""

    town: Town
    plan: dict[str, Any]
    anchor: datetime
    chance: random.Random
    ref: str = ""
    entries: dict[str, str] = field(default_factory=dict)
    proposals: list[dict[str, Any]] = field(default_factory=list)

    def step(self, kind: StepKind) -> dict[str, Any] | None:
        return next((s for s in self.plan["steps"] if s["kind"] == kind), None)

    def opens(self, kind: StepKind) -> datetime:
        return self._on(found(self.step(kind))["opens"], MORNING)

    def closes(self, kind: StepKind) -> datetime:
        return self._on(found(self.step(kind))["closes"], AFTERNOON)

    def begun(self, kind: StepKind) -> bool:
        return self.step(kind) is not None and self.opens(kind) < self.anchor

    def over(self, kind: StepKind) -> bool:
        return self.step(kind) is not None and self.closes(kind) < self.anchor

    def moment_in(self, kind: StepKind, share: float) -> datetime:
        """A working hour somewhere inside a step, never after the demo's now."""
        first = self.opens(kind)
        last = min(self.closes(kind), self.anchor)
        when = (first + (last - first) * share).astimezone(ZONES["WIB"])
        hour = self.chance.randint(8, 14)
        worked = when.replace(hour=hour, minute=self.chance.randrange(60))
        return min(max(worked, first + timedelta(minutes=5)), last - timedelta(minutes=5))

    def _on(self, days: int, at: time) -> datetime:
        day = self.anchor.astimezone(ZONES["WIB"]).date() + timedelta(days=days)
        return datetime.combine(day, at, ZONES["WIB"])

    @contextmanager
    def at(self, moment: datetime) -> Iterator[Session]:
        """Time stands at this moment while something is done, in a transaction of its own."""
        with given.world(frozen=moment), transaction() as session:
            yield session

    @contextmanager
    def still(self, moment: datetime) -> Iterator[None]:
        """The same, for what opens its own transactions."""
        with given.world(frozen=moment):
            yield

    def scoped(self, session: Session, visitor: Visitor) -> Scoped:
        return find_competition(session, visitor, self.ref)

    @property
    def judges(self) -> list[UUID]:
        """Players by name, then the heads of the units that lend theirs."""
        named = [self.town.players[name].id for name in self.plan["judges"]]
        return named + [self.town.heads[unit].id for unit in self.plan.get("guests", ())]

    def far(self, judge: UUID) -> int:
        """How many sheets a judge has locked by now: all, unless the plan says otherwise."""
        told = self.plan.get("far", {}).items()
        return next((n for who, n in told if self.town.players[who].id == judge), EVERY_SHEET)

    def stage(self, session: Session, visitor: Visitor, kind: StepKind) -> tuple[Scoped, Step]:
        """The competition and its step of this kind, as somebody stands to them."""
        scoped = self.scoped(session, visitor)
        step = found(next((s for s in steps_of(session, scoped.row.id) if s.kind is kind), None))
        return competition_of_step(session, visitor, step.ref, kind)

    def text_of(self, session: Session, entry_id: UUID) -> dict[str, Any]:
        """The text behind an entry."""
        ref = found(session.get(Entry, entry_id)).ref
        key = next(key for key, entry in self.entries.items() if entry == ref)
        return next(text for text in self.proposals if text["key"] == key)

    def lead_of(self, session: Session, key: str) -> Visitor:
        """Who leads the team of an entry."""
        ref = self.entries[key]
        lead = session.exec(select(col(Entry.lead_id)).where(col(Entry.ref) == ref)).one()
        return self.person(session, lead)

    def person(self, session: Session, who: str | UUID) -> Visitor:
        """Looked up once in each transaction."""
        person = who if isinstance(who, UUID) else self.town.players[who].id
        known: dict[UUID, Visitor] = session.info.setdefault("visitors", {})
        return known.get(person) or known.setdefault(person, visitor_of(session, person))


def proposals_of(season: Season) -> list[dict[str, Any]]:
    return texts.proposals(season.plan["key"])
