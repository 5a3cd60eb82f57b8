"""A rubric as data, and how marks become places: both are fixed when a competition opens."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from ideas.say import say
from ideas.writing.forms.rules import KEY, Rule

MOST_LEVELS = 11

Anchor = Annotated[str, Field(max_length=400)]


class Criterion(Rule):
    """One row of the rubric: its weight in percent, its scale, and what the marks mean.

    `anchors` lie evenly from `lowest` to `highest`. An independent criterion informs and never
    ranks: its weight is 0. A reason is asked for marks up to `reason_to` and from `reason_from`.
    """

    later: ClassVar[frozenset[str]] = frozenset(
        ("lowest", "highest", "independent", "abstain", "reason_to", "reason_from")
    )

    key: str = Field(pattern=KEY)
    title: str = Field(min_length=1, max_length=120)
    weight: int = Field(ge=0, le=100)
    anchors: tuple[Anchor, ...] = Field(min_length=2, max_length=MOST_LEVELS)
    lowest: int = Field(default=1, ge=0, le=1)
    highest: int = Field(default=5, ge=2, le=100)
    independent: bool = False
    abstain: bool = False
    reason_to: int = Field(default=1, ge=-1, le=100)
    reason_from: int = Field(default=5, ge=0, le=101)

    @model_validator(mode="after")
    def fits(self) -> "Criterion":
        if (self.highest - self.lowest) % (len(self.anchors) - 1):
            raise ValueError(say("Arti nilai tidak terbagi rata pada skala ini."))
        if self.independent is (self.weight > 0):
            raise ValueError(say("Hanya kriteria mandiri yang berbobot 0."))
        return self

    @property
    def levels(self) -> tuple[tuple[int, str], ...]:
        """Each anchor with the mark that it describes."""
        stride = (self.highest - self.lowest) // (len(self.anchors) - 1)
        return tuple((self.lowest + n * stride, text) for n, text in enumerate(self.anchors))

    @property
    def scale(self) -> range:
        return range(self.lowest, self.highest + 1)

    def asks_reason(self, mark: int) -> bool:
        return mark <= self.reason_to or mark >= self.reason_from


class Correction(StrEnum):
    """How judges' severity is taken out of scores: `ideas/judging/scoring` says what each does."""

    NONE = "none"
    ADDITIVE = "additive"
    TRACK = "track"
    AUTO = "auto"


class TieRule(StrEnum):
    """What tells equals apart after the heaviest criterion: nothing, or a lot."""

    SHARED = "shared"
    LOT = "lot"


class Judging(Rule):
    """How entries are given to judges, and how their marks become places.

    `gap`: sheets of one entry further apart than so many points of 100 call a further judge (0:
    never). `most`: entries a judge reads at most (0: no bound). `room`: entries that all judges
    score first, together. `pitch_share`: weight of the presentation in the final score, percent.
    `talk`, `questions`: minutes of a presentation. `quorum`: percent of the panel at a plenary.
    """

    correction: Correction = Correction.NONE
    tie: TieRule = TieRule.SHARED
    gap: int = Field(default=0, ge=0, le=100)
    most: int = Field(default=0, ge=0, le=1000)
    minutes: int = Field(default=25, ge=1, le=240)
    bridges: bool = False
    team_years: int = Field(default=2, ge=0, le=10)
    room: int = Field(default=0, ge=0, le=5)
    pitch_share: int = Field(default=0, ge=0, le=100)
    talk: int = Field(default=7, ge=1, le=60)
    questions: int = Field(default=13, ge=0, le=60)
    quorum: int = Field(default=50, ge=1, le=100)

    @property
    def plain(self) -> bool:
        """Places by exact means alone, equals side by side: as before judging had switches."""
        switches = (self.correction, self.tie, self.pitch_share)
        return switches == (Correction.NONE, TieRule.SHARED, 0)
