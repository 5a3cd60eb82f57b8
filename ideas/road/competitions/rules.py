"""A competition's rules as one document, and how its rows are arranged."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Protocol, TypeVar

from pydantic import Field, ValidationInfo, field_validator

from ideas.judging.rubrics.rules import Criterion, Judging
from ideas.road.steps import in_order
from ideas.say import say
from ideas.stages import StepKind
from ideas.writing.forms.rules import KEY, Rule, Section, Tagging

MOST_ROWS = 30
# Each motif keeps its own hue, so that a category is recognised without a photo.
MOTIFS = ("kawung", "truntum", "mega", "parang", "nitik", "tenun", "tumpal", "poleng")


class CompetitionKind(StrEnum):
    COMPETITION = "competition"
    CHALLENGE = "challenge"
    OPEN_BOX = "open_box"


class Category(Rule):
    key: str = Field(pattern=KEY)
    name: str = Field(min_length=1, max_length=80)
    motif: str = Field(default="kawung", pattern=f"^({'|'.join(MOTIFS)})$")
    hue: int = Field(default=1, ge=1, le=8)


class Item(Rule):
    """One line of the administrative checklist."""

    key: str = Field(pattern=KEY)
    text: str = Field(min_length=1, max_length=300)


class Prize(Rule):
    place: int = Field(ge=1, le=30)
    title: str = Field(min_length=1, max_length=120)


class Rules(Rule):
    """What entries must say and how they are judged. Hashed when the competition opens."""

    later: ClassVar[frozenset[str]] = frozenset(("tags", "judging", "pitch_criteria"))

    categories: tuple[Category, ...] = ()
    sections: tuple[Section, ...] = ()
    tags: tuple[Tagging, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    pitch_criteria: tuple[Criterion, ...] = ()  # of presentations; none of their own: the panel's
    checklist: tuple[Item, ...] = ()
    prizes: tuple[Prize, ...] = ()
    judging: Judging = Judging()
    preset: str = ""
    source: str = ""

    def section(self, key: str) -> Section:
        return next(section for section in self.sections if section.key == key)

    def criteria_at(self, kind: StepKind) -> tuple[Criterion, ...]:
        """By which criteria a step of this kind is scored."""
        return (kind is StepKind.PITCH and self.pitch_criteria) or self.criteria

    def category(self, key: str) -> Category | None:
        return next((category for category in self.categories if category.key == key), None)


class StepChange(Rule):
    """What the secretariat may say of a step while the rules are drawn up."""

    ref: str
    title: str = Field(min_length=1, max_length=120)
    opens_at: datetime
    closes_at: datetime
    service_days: int = Field(default=5, ge=0, le=60)
    quota: int = Field(default=1, ge=1, le=10)
    per_entry: int = Field(default=3, ge=1, le=15)
    passes: str = Field(default="everyone", pattern=r"^(everyone|top:[1-9][0-9]{0,3})$")

    @field_validator("closes_at")
    @classmethod
    def forward(cls, closes_at: datetime, so_far: ValidationInfo) -> datetime:
        opens_at = so_far.data.get("opens_at")
        if opens_at is not None and closes_at <= opens_at:
            raise ValueError(say("Tahap ini berakhir sebelum dimulai."))
        return closes_at


class Part(StrEnum):
    """The lists of rows that make up the rules; each is drawn up in a block of its own."""

    CATEGORIES = "categories"
    SECTIONS = "sections"
    TAGS = "tags"
    CRITERIA = "criteria"
    PITCH_CRITERIA = "pitch_criteria"
    CHECKLIST = "checklist"
    PRIZES = "prizes"


ROWS: dict[Part, type[Rule]] = {
    Part.CATEGORIES: Category,
    Part.SECTIONS: Section,
    Part.TAGS: Tagging,
    Part.CRITERIA: Criterion,
    Part.PITCH_CRITERIA: Criterion,
    Part.CHECKLIST: Item,
    Part.PRIZES: Prize,
}

Row = TypeVar("Row")


def rearranged(rows: Sequence[Row], do: str, new: Row) -> list[Row]:
    """After a button was pressed: 'add', 'remove-2', 'up-2', 'down-2', or nothing to move."""
    word, _, text = do.partition("-")
    place = int(text) if text.isdecimal() else -1
    arranged = [*rows, new] if word == "add" else list(rows)
    if place not in range(len(rows)):
        return arranged
    row = arranged.pop(place)
    if word != "remove":
        arranged.insert(max(place + {"up": -1, "down": 1}.get(word, 0), 0), row)
    return arranged


def free_key(taken: Sequence[str], stem: str) -> str:
    """A key that no row of the part has yet: section_7."""
    number = len(taken) + 1
    while f"{stem}_{number}" in taken:
        number += 1
    return f"{stem}_{number}"


class AnyStep(Protocol):
    """What rules read of a step."""

    kind: StepKind
    position: int
    title: str
    opens_at: datetime
    closes_at: datetime
    service_days: int
    quota: int
    per_entry: int
    passes: str


def rules_digest(rules: Rules, steps: Sequence[AnyStep]) -> str:
    """SHA-256 of the rules and the road as canonical JSON: what every result names."""
    road = [
        [
            step.kind, step.title, step.opens_at.isoformat(), step.closes_at.isoformat(),
            step.service_days, step.quota, step.per_entry, step.passes,
        ]
        for step in in_order(steps)
    ]  # fmt: skip
    document = {"rules": rules.model_dump(mode="json"), "road": road}
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
