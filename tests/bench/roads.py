"""Competitions in every state of their road, with the rules of the regency's preset."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from ideas import given
from ideas.database import found
from ideas.permissions import Role
from ideas.road.competitions.models import Competition, RuleBook, Step
from ideas.road.competitions.presets import Preset, dated, find_preset
from ideas.road.competitions.rules import Rules
from ideas.staff.organisation.rules import Zone
from ideas.staff.roles.models import RoleGrant
from ideas.stages import CompetitionState, StepKind
from tests.bench.rows import Facts, Loader
from tests.bench.staff import Employee, Staff
from tests.bench.texts import Passages

JUDGES = 15
# Where the roads stand, in this proportion. More than half are over (None).
STANDS = (
    None, StepKind.BALLOT, StepKind.PANEL, None, StepKind.CALL, StepKind.ENDORSEMENT, None,
    StepKind.SCREENING, StepKind.DECREE, None, StepKind.BALLOT, None, None, None, None,
)  # fmt: skip
BETWEEN = timedelta(days=11)


@dataclass(frozen=True)
class Road:
    """One competition. `at` is the open step; None means that it is over."""

    id: UUID
    ref: str
    title: str
    at: StepKind | None
    steps: dict[StepKind, Facts]
    rules: Rules
    judges: Sequence[Employee]
    leader: Employee
    publisher: Employee
    entries: list[Facts] = field(default_factory=list)

    def past(self, kind: StepKind) -> bool:
        """Whether this step is behind, so that what it yields is there."""
        kinds = list(self.steps)
        return self.at is None or kinds.index(self.at) > kinds.index(kind)

    @property
    def step(self) -> Facts:
        """Where its entries stand."""
        return self.steps[self.at or StepKind.DECREE]


def open_roads(
    loader: Loader, staff: Staff, many: int, chance: random.Random, now: datetime
) -> list[Road]:
    preset, passages = found(find_preset("idea_contest_regency")), Passages(chance)
    roads = [_road(preset, staff, number, chance, now) for number in range(many)]
    loader.load(Competition, (_competition(road, staff, passages) for road in roads))
    loader.load(RuleBook, (_rule_book(road) for road in roads))
    loader.load(Step, (step for road in roads for step in road.steps.values()))
    loader.load(RoleGrant, (grant for road in roads for grant in _officers(road, now)))
    return roads


def _road(preset: Preset, staff: Staff, number: int, chance: random.Random, now: datetime) -> Road:
    at, id_ = STANDS[number % len(STANDS)], given.new_id()
    officers = chance.sample(staff.people, JUDGES + 2)
    return Road(
        id=id_, ref=given.new_ref(), title=f"{preset.name} {number + 1}", at=at,
        steps={step["kind"]: step for step in _steps(preset, id_, at, number, now)},
        rules=preset.rules, judges=officers[2:], leader=officers[0], publisher=officers[1],
    )  # fmt: skip


def _steps(
    preset: Preset, competition: UUID, at: StepKind | None, number: int, now: datetime
) -> Iterator[Facts]:
    """The preset's road, so placed that the middle of the open step is now."""
    days = {step.kind: step.days for step in preset.steps}
    kinds = list(days)
    reached = kinds.index(at) if at else len(kinds)
    passed = sum(days[kind] for kind in kinds[:reached]) + (days[at] // 2 if at else 0)
    first = now - timedelta(days=passed) - (BETWEEN * (number + 1) if at is None else timedelta())
    for step in dated(preset.steps, first.date(), Zone.WIB):
        yield {
            "id": given.new_id(), "competition_id": competition, "position": step.position,
            "kind": step.plan.kind, "title": step.plan.title, "opens_at": step.opens_at,
            "closes_at": step.closes_at, "service_days": step.plan.service_days,
            "quota": step.plan.quota, "per_entry": step.plan.per_entry,
            "turned_at": step.closes_at if step.closes_at < now else None,
            "ref": given.new_ref(),
        }  # fmt: skip


def _competition(road: Road, staff: Staff, passages: Passages) -> Facts:
    opened = road.steps[StepKind.CALL]["opens_at"]
    return {
        "id": road.id, "ref": road.ref, "kind": "competition", "title": road.title,
        "state": CompetitionState.OPEN if road.at else CompetitionState.DONE,
        "theme": passages.title()[:200], "about": passages.section(), "unit_id": staff.regency,
        "organiser_id": staff.regency, "created_at": opened - timedelta(days=7),
        "opened_at": opened,
    }  # fmt: skip


def _rule_book(road: Road) -> Facts:
    return {
        "competition_id": road.id, "version": 1, "digest": given.new_secret(),
        "document": road.rules.model_dump(mode="json"),
        "made_at": road.steps[StepKind.CALL]["opens_at"],
    }  # fmt: skip


def _officers(road: Road, now: datetime) -> Iterator[Facts]:
    held = [(judge, Role.JUDGE) for judge in road.judges]
    for person, role in [*held, (road.leader, Role.LEADER), (road.publisher, Role.PUBLISHER)]:
        yield {
            "person_id": person.id, "role": role, "competition_id": road.id, "granted_at": now
        }  # fmt: skip
