"""A competition's rules as one document, and the checker that refuses a road with a dead end."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field

from ideas.say import Sentence, say
from ideas.stages import StepKind, in_order

WHOLE = 100
LEVELS = 5


class CompetitionKind(StrEnum):
    COMPETITION = "competition"
    CHALLENGE = "challenge"
    OPEN_BOX = "open_box"


class Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Category(Rule):
    key: str = Field(pattern=r"^[a-z0-9_]{1,40}$")
    name: str = Field(min_length=1, max_length=80)
    motif: str = "kawung"
    hue: int = Field(default=1, ge=1, le=8)


class Section(Rule):
    """One thing a proposal must say, in at most `words` words."""

    key: str = Field(pattern=r"^[a-z0-9_]{1,40}$")
    title: str = Field(min_length=1, max_length=120)
    help: str = Field(default="", max_length=400)
    words: int = Field(ge=10, le=2000)
    required: bool = True


class Criterion(Rule):
    """One row of the rubric: its weight in percent, and what each level from 1 to 5 means."""

    key: str = Field(pattern=r"^[a-z0-9_]{1,40}$")
    title: str = Field(min_length=1, max_length=120)
    weight: int = Field(ge=1, le=100)
    anchors: tuple[str, str, str, str, str]


class Item(Rule):
    """One line of the administrative checklist."""

    key: str = Field(pattern=r"^[a-z0-9_]{1,40}$")
    text: str = Field(min_length=1, max_length=300)


class Prize(Rule):
    place: int = Field(ge=1, le=20)
    title: str = Field(min_length=1, max_length=120)


class Rules(Rule):
    """What entries must say and how they are judged. Hashed when the competition opens."""

    categories: tuple[Category, ...] = ()
    sections: tuple[Section, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    checklist: tuple[Item, ...] = ()
    prizes: tuple[Prize, ...] = ()
    preset: str = ""
    source: str = ""

    def section(self, key: str) -> Section:
        return next(section for section in self.sections if section.key == key)

    def category(self, key: str) -> Category | None:
        return next((category for category in self.categories if category.key == key), None)


class AnyStep(Protocol):
    """What the checker reads of a step."""

    kind: StepKind
    position: int
    title: str
    opens_at: datetime
    closes_at: datetime
    passes: str


def rules_digest(rules: Rules, steps: Sequence[AnyStep]) -> str:
    """SHA-256 of the rules and the road as canonical JSON: what every result names."""
    road = [
        [step.kind, step.title, step.opens_at.isoformat(), step.closes_at.isoformat(), step.passes]
        for step in in_order(steps)
    ]
    document = {"rules": rules.model_dump(mode="json"), "road": road}
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def defects(rules: Rules, steps: Sequence[AnyStep]) -> list[Sentence]:
    """Everything that would keep this road from working, each as one plain sentence."""
    return [*_defects_of_form(rules), *_defects_of_rubric(rules, steps), *_defects_of_road(steps)]


def _defects_of_form(rules: Rules) -> list[Sentence]:
    checks = (
        (not rules.sections, say("Formulir belum punya bagian.")),
        (not any(s.required for s in rules.sections), say("Tidak ada bagian yang wajib diisi.")),
        (not rules.categories, say("Belum ada kategori.")),
        (_repeats(s.key for s in rules.sections), say("Dua bagian formulir memakai kunci sama.")),
        (_repeats(c.key for c in rules.categories), say("Dua kategori memakai kunci sama.")),
    )
    return [sentence for wrong, sentence in checks if wrong]


def _defects_of_rubric(rules: Rules, steps: Sequence[AnyStep]) -> list[Sentence]:
    if not any(step.kind is StepKind.PANEL for step in steps):
        return []
    total = sum(criterion.weight for criterion in rules.criteria)
    checks = (
        (total != WHOLE, say("Bobot kriteria berjumlah {total}, seharusnya 100.", total=total)),
        (_repeats(c.key for c in rules.criteria), say("Dua kriteria memakai kunci sama.")),
        (not rules.prizes, say("Belum ada penghargaan yang diperebutkan.")),
    )
    return [sentence for wrong, sentence in checks if wrong]


def _defects_of_road(steps: Sequence[AnyStep]) -> list[Sentence]:
    road = in_order(steps)
    kinds = [step.kind for step in road]
    checks = (
        (kinds[:1] != [StepKind.CALL], say("Tahap pertama harus pengajuan.")),
        (
            kinds[-1:] != [StepKind.DECREE],
            say("Tahap terakhir harus penetapan, agar ada akhirnya."),
        ),
        (StepKind.PANEL not in kinds, say("Tanpa penilaian panel, penetapan tidak punya dasar.")),
        (_repeats(kinds), say("Satu jenis tahap hanya boleh muncul sekali.")),
    )
    return [sentence for wrong, sentence in checks if wrong] + _defects_of_dates(road)


def _defects_of_dates(road: Sequence[AnyStep]) -> list[Sentence]:
    backward = [
        say("Tahap “{title}” berakhir sebelum dimulai.", title=step.title)
        for step in road
        if step.closes_at <= step.opens_at
    ]
    overlapping = [
        say("Tahap “{later}” mulai sebelum “{earlier}” ditutup.", later=b.title, earlier=a.title)
        for a, b in pairwise(road)
        if b.opens_at < a.closes_at
    ]
    empty = [
        say("Aturan lolos tahap “{title}” tidak memilih siapa pun.", title=step.title)
        for step in road
        if not _pass_rule_selects(step.passes)
    ]
    return backward + overlapping + empty


def _pass_rule_selects(passes: str) -> bool:
    rule, _, count = passes.partition(":")
    return passes == "everyone" or (rule == "top" and count.isdigit() and int(count) > 0)


def _repeats(things: Iterable[str]) -> bool:
    seen = list(things)
    return len(seen) != len(set(seen))
