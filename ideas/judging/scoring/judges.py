"""How each judge judged: severity, consistency, drift; outliers, and pairs who favour each other.

All but severity rests on deleted residuals: how far a sheet lies from what all others foretell.
False alarms are held by Holm: at 5 %, 19 of 20 honest competitions see no flag of a kind at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

import numpy as np
from scipy.stats import linregress, norm

from ideas.judging.scoring.calibration import Method, chosen, model, settled
from ideas.judging.scoring.field import Field
from ideas.judging.scoring.fitting import Fit
from ideas.judging.scoring.mixed import Numbers
from ideas.judging.scoring.rules import Marked, Sheet, sheets_of

FALSE_ALARMS = 0.05
LINE = 3  # sheets, fewer of which show no drift

Kind = TypeVar("Kind")
Behind = Mapping[str, AbstractSet[str]]  # whose entries a judge stands close to


@dataclass(frozen=True)
class JudgeReport:
    judge: str
    n: int
    severity: float  # points by which he marks below the average judge
    consistency: float  # sd of what the others do not foretell, in points: lower is steadier
    drift: float | None  # points from one sheet to the next
    drift_chance: float | None  # how likely so strong a drift would be by chance


@dataclass(frozen=True)
class Outlier:
    entry: str
    judge: str
    off: float  # points above what the other sheets foretell
    chance: float


@dataclass(frozen=True)
class Ring:
    """Two judges who each mark the entries behind the other above what the others do."""

    judges: tuple[str, str]
    favours: tuple[float, float]  # mean points, of the first and of the second
    chance: float


@dataclass(frozen=True)
class Report:
    judges: tuple[JudgeReport, ...]
    outliers: tuple[Outlier, ...]
    rings: tuple[Ring, ...]
    false_alarms: float


def reported(
    rows: Iterable[Marked], behind: Behind | None = None, false_alarms: float = FALSE_ALARMS,
    asked: Method = Method.AUTO,
) -> Report:  # fmt: skip
    """For the chair; a judge sees his own line. Empty where nothing can be compared.

    Judges are told of by the model that corrects scores, so a severity is what `calibrated` says.
    """
    field = Field(sheets_of(rows))
    if not field.telling:
        return Report((), (), (), false_alarms)
    fit = model(field, chosen(field, asked))
    off, sds = fit.deleted
    chances = 2 * norm.sf(np.abs(sds))
    outliers = tuple(
        Outlier(sheet.entry, sheet.judge, settled(points), settled(chance))
        for sheet, points, chance in zip(field.sheets, off, chances, strict=True)
    )
    flagged = _holm(outliers, list(chances), false_alarms)
    rings = _rings(field.sheets, off, sds, behind or {})
    return Report(
        _judges(field, fit), flagged,
        _holm(rings, [ring.chance for ring in rings], false_alarms), false_alarms,
    )  # fmt: skip


def _judges(field: Field, fit: Fit) -> tuple[JudgeReport, ...]:
    (off, sds), noise = fit.deleted, np.sqrt(fit.noise)
    found = []
    for judge, severity in zip(field.judges, fit.severities, strict=True):
        own = [place for place, sheet in enumerate(field.sheets) if sheet.judge == judge]
        steady = settled(noise * np.sqrt(np.mean(sds[own] ** 2)))
        drift = _drift([field.sheets[place] for place in own], off[own])
        found.append(JudgeReport(judge, len(own), settled(severity), steady, *drift))
    return tuple(found)


def _drift(sheets: Sequence[Sheet], off: Numbers) -> tuple[float | None, float | None]:
    placed = [(s.position, o) for s, o in zip(sheets, off, strict=True) if s.position is not None]
    if len({position for position, _ in placed}) < LINE:
        return None, None
    line = linregress(*zip(*placed, strict=True))
    return settled(line.slope), settled(line.pvalue)


def _rings(sheets: Sequence[Sheet], off: Numbers, sds: Numbers, behind: Behind) -> tuple[Ring, ...]:
    """Every pair who each judged what stands behind the other, and only that."""
    own = {(sheet.judge, sheet.entry): place for place, sheet in enumerate(sheets)}
    found = []
    for first, second in combinations(sorted(behind), 2):
        places = [
            [own[judge, entry] for entry in sorted(behind[other]) if (judge, entry) in own]
            for judge, other in ((first, second), (second, first))
        ]
        if all(places):
            means = [settled(off[some].mean()) for some in places]
            sums = [sds[some].sum() / np.sqrt(len(some)) for some in places]
            # Each must favour beyond chance alone: a favour that is not returned is no ring.
            mutual = norm.sf(min(sums)) <= FALSE_ALARMS
            chance = float(norm.sf(sum(sums) / np.sqrt(2))) if mutual else 1.0
            found.append(Ring((first, second), (means[0], means[1]), settled(chance)))
    return tuple(found)


def _holm(found: Sequence[Kind], chances: Sequence[float], level: float) -> tuple[Kind, ...]:
    """Those that chance explains badly, though so many were looked at; the strangest first."""
    order = sorted(range(len(found)), key=lambda place: chances[place])
    for step, place in enumerate(order):
        if chances[place] > level / (len(order) - step):
            return tuple(found[place] for place in order[:step])
    return tuple(found)
