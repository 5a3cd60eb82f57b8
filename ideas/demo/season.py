"""One competition of the demo year, opened as the secretariat would open it."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from ideas import given
from ideas.competitions.actions import (
    Basics,
    change_part,
    change_steps,
    open_competition,
    plan_competition,
)
from ideas.competitions.judging import AFTER_PANEL
from ideas.competitions.models import Step
from ideas.competitions.presets import find_preset
from ideas.competitions.queries import (
    Scoped,
    competition_of_step,
    find_competition,
    rules_of,
    standing_in,
    steps_of,
)
from ideas.competitions.rules import Part, Prize, StepChange
from ideas.database import found, transaction
from ideas.demo import texts
from ideas.demo.people import Town
from ideas.entries.models import Entry
from ideas.language.forms import ZONES
from ideas.offices.actions import Seat, appoint
from ideas.permissions import Role
from ideas.roles.visitors import Visitor, visitor_of
from ideas.stages import StepKind

MORNING, AFTERNOON = time(8), time(16)
PREPARED = timedelta(days=10)
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
        person = who if isinstance(who, UUID) else self.town.players[who].id
        return visitor_of(session, person)


def open_season(season: Season) -> None:
    """Plan from a preset, set calendar, judging and prizes, name the officers, open."""
    with season.at(min(season.opens(StepKind.CALL), season.anchor) - PREPARED) as session:
        dewi, plan = season.person(session, "dewi"), season.plan
        basics = Basics(plan["title"], plan["theme"], plan["text"], _scope(season))
        preset = found(find_preset(plan["preset"]))
        first_day = season.opens(StepKind.CALL).date()
        competition = plan_competition(session, dewi, preset, basics, first_day)
        season.ref = competition.ref
        _lay_road(session, season, dewi)
        _set_calendar(session, season, dewi)
        _set_judging(session, season, dewi)
        _set_prizes(session, season, dewi)
        _name_officers(session, season, dewi)
        if not plan.get("draft"):
            dewi = season.person(session, "dewi")
            open_competition(session, dewi, find_competition(session, dewi, season.ref))


def _scope(season: Season) -> str:
    key = season.plan["scope"]
    return season.town.units["sekar-arum" if key == "all" else key].ref


def _lay_road(session: Session, season: Season, dewi: Visitor) -> None:
    """What this road has between panel and decree that its preset has not."""
    for kind in AFTER_PANEL:
        if season.step(kind):
            scoped = find_competition(session, dewi, season.ref)
            change_steps(session, dewi, scoped, [], f"add-{kind.value}")


def _set_judging(session: Session, season: Season, dewi: Visitor) -> None:
    scoped = find_competition(session, dewi, season.ref)
    judging = rules_of(session, scoped.row).judging
    chosen = judging.model_copy(update=season.plan.get("judging", {}))
    change_part(session, dewi, scoped, "judging", chosen)


def _set_calendar(session: Session, season: Season, dewi: Visitor) -> None:
    scoped = find_competition(session, dewi, season.ref)
    changes = []
    for step in steps_of(session, scoped.row.id):
        planned = found(season.step(step.kind))
        changes.append(
            StepChange(
                ref=step.ref, title=step.title, service_days=step.service_days,
                opens_at=season.opens(step.kind), closes_at=season.closes(step.kind),
                quota=planned.get("quota", step.quota),
                per_entry=planned.get("per_entry", step.per_entry),
            )
        )  # fmt: skip
    change_steps(session, dewi, scoped, changes)


def _set_prizes(session: Session, season: Season, dewi: Visitor) -> None:
    prizes = [Prize(place=p["place"], title=p["title"]) for p in season.plan["awards"]]
    change_part(session, dewi, find_competition(session, dewi, season.ref), Part.PRIZES, prizes)


def _name_officers(session: Session, season: Season, dewi: Visitor) -> None:
    town = season.town
    named = [(person, Role.JUDGE) for person in season.judges]
    named += [(town.players["tono"].id, Role.CHAIR)]
    named += [(town.players["hasan"].id, Role.LEADER), (town.players["melati"].id, Role.PUBLISHER)]
    scoped = find_competition(session, dewi, season.ref)
    for person, role in named:
        seat = Seat(role, scoped.row.id, scoped.row.ref, scoped.organiser_path)
        appoint(session, dewi, standing_in(dewi, scoped), person, seat)
        session.flush()


def proposals_of(season: Season) -> list[dict[str, Any]]:
    return texts.proposals(season.plan["key"])
