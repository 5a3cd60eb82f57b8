"""Presets: whole competitions as data files, to start from. Their sources stay with the rules."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from ideas.judging.rubrics.rules import Judging
from ideas.language.forms import ZONES
from ideas.road.competitions.rules import CompetitionKind, Prize, Rules
from ideas.staff.organisation.rules import Zone
from ideas.stages import StepKind

FOLDER = Path(__file__).parents[1] / "presets"
PLAINEST = "idea_contest_regency"
MORNING, AFTERNOON = time(8), time(16)
RULES = ("categories", "sections", "criteria", "checklist")


@dataclass(frozen=True)
class PlannedStep:
    """A step before it has dates: it lasts `days`, after a pause of so many."""

    kind: StepKind
    title: str
    days: int
    service_days: int
    quota: int
    per_entry: int
    pause: int = 0


@dataclass(frozen=True)
class Preset:
    key: str
    name: str
    kind: CompetitionKind
    summary: str
    verified: bool
    note: str
    rules: Rules
    steps: tuple[PlannedStep, ...]


@dataclass(frozen=True)
class Dated:
    """A planned step with its place and its dates."""

    plan: PlannedStep
    position: int
    opens_at: datetime
    closes_at: datetime


@lru_cache
def presets() -> tuple[Preset, ...]:
    """The plainest first, then by name."""
    files = sorted(FOLDER.glob("*.toml"), key=lambda file: (file.stem != PLAINEST, file.stem))
    return tuple(_read(file) for file in files)


def find_preset(key: str) -> Preset | None:
    return next((preset for preset in presets() if preset.key == key), None)


def dated(steps: Sequence[PlannedStep], first_day: date, zone: Zone) -> list[Dated]:
    """One step after the other: the first opens at 08.00, each closes at 16.00 local time."""
    road: list[Dated] = []
    opens = datetime.combine(first_day, MORNING, ZONES[zone])
    for position, plan in enumerate(steps):
        opens += timedelta(days=plan.pause)
        last_day = opens.date() + timedelta(days=plan.days)
        closes = datetime.combine(last_day, AFTERNOON, ZONES[zone])
        road.append(Dated(plan, position, opens, closes))
        opens = closes
    return road


def _read(file: Path) -> Preset:
    data = tomllib.loads(file.read_text())
    rules = Rules(
        **{part: data[part] for part in RULES},
        prizes=tuple(Prize(**award) for award in data["awards"]),
        tags=data.get("tags", ()),
        judging=Judging(**data.get("judging", {})),
        preset=file.stem,
        source=data["source"],
    )
    return Preset(
        key=file.stem,
        name=data["name"],
        kind=CompetitionKind(data["kind"]),
        summary=data["summary"],
        verified=data["verified"],
        note=data["verification"]["note"],
        rules=rules,
        steps=tuple(_planned(step) for step in data["steps"]),
    )


def _planned(step: dict[str, Any]) -> PlannedStep:
    """What the file says of weights and of who passes is for roads that rank between steps."""
    return PlannedStep(
        kind=StepKind(step["kind"]),
        title=step["title"],
        days=step["days"],
        service_days=step["service_days"],
        quota=step.get("quota", 1),
        per_entry=step.get("per_entry", 3),
        pause=step.get("pause", 0),
    )
