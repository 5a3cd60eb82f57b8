"""Competitions with a planted truth: who is best is known, and how judges err is too."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ideas.judging.scoring.rules import Marked

ENTRIES, JUDGES, TRACKS, REVIEWS, TOP = 300, 36, 6, 3, 30
NOISE = 0.7  # beside a quality of sd 1 within each track
MIDDLE, STEP, LOW, HIGH = 5.5, 1.5, 1, 10  # marks are whole: 5.5 + 1.5 x, cut at 1 and 10


class Design(StrEnum):
    """Who may judge what: anybody, only one's own track, or two of the track and one other."""

    POOL = "pool"
    TRACK = "track"
    BRIDGE = "bridge"


@dataclass(frozen=True)
class Scenario:
    design: Design
    gap: float = 0.0  # sd of the tracks' mean quality
    severity: float = 0.0  # sd of the judges' own severity
    panel: float = 0.0  # sd of what the judges of a track share

    def __str__(self) -> str:
        return f"{self.design:6} | {self.gap:g} | {self.severity:g} | {self.panel:g}"


@dataclass(frozen=True)
class Planted:
    quality: NDArray[np.float64]
    severity: NDArray[np.float64]
    rows: list[Marked]


def planted(scenario: Scenario, seed: int) -> Planted:
    """The same seed plants the same truth and severities in every design."""
    truth, chance = np.random.default_rng([seed, 1]), np.random.default_rng([seed, 2])
    tracks, panels = np.arange(ENTRIES) % TRACKS, np.arange(JUDGES) % TRACKS
    quality = truth.normal(size=ENTRIES) + scenario.gap * truth.normal(size=TRACKS)[tracks]
    severity = scenario.severity * truth.normal(size=JUDGES)
    severity += scenario.panel * truth.normal(size=TRACKS)[panels]
    rows = []
    for entry, judge in _pairs(scenario.design, tracks, panels, chance):
        felt = quality[entry] - severity[judge] + NOISE * chance.normal()
        mark = int(np.clip(np.rint(MIDDLE + STEP * felt), LOW, HIGH))
        names = f"E{entry:03}", f"J{judge:02}"
        rows.append(Marked(*names, "all", Fraction(1), Fraction(mark), f"T{tracks[entry]}"))
    return Planted(quality, severity, rows)


def _pairs(
    design: Design, tracks: NDArray[np.int64], panels: NDArray[np.int64],
    chance: np.random.Generator,
) -> Iterator[tuple[int, int]]:  # fmt: skip
    """Each entry's judges: those with the least to do so far, by lot among equals."""
    loads = np.zeros(JUDGES)
    inside = {Design.POOL: 0, Design.TRACK: REVIEWS, Design.BRIDGE: REVIEWS - 1}[design]
    for entry in chance.permutation(ENTRIES):
        at_home = panels == tracks[entry]
        outside = np.ones(JUDGES, bool) if design is Design.POOL else ~at_home
        for those, count in ((at_home, inside), (outside, REVIEWS - inside)):
            free = np.flatnonzero(those)
            first = free[np.lexsort((chance.random(len(free)), loads[free]))[:count]]
            loads[first] += 1
            yield from ((int(entry), int(judge)) for judge in first)
