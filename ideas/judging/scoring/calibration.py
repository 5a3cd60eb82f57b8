"""Corrected scores: raw mean, score, standard error and rank interval side by side.

The stated rule of `auto`: no correction unless shared entries link all judges, and unless judges
differ in severity beyond chance; with tracks apart if these do. docs/JUDGING.md has it at length.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ideas.judging.scoring.field import Field
from ideas.judging.scoring.fitting import Fit
from ideas.judging.scoring.ranges import rank_ranges
from ideas.judging.scoring.rules import Marked, sheets_of

BY_CHANCE = 0.05  # how often tracks that are alike may be taken for different
LIKELIER = 2.705543  # the same for judges: of a chi-square that is 0 every other time
PLACES = 6  # decimals that count: scores closer than that share a rank


class Method(StrEnum):
    AUTO = "auto"
    NONE = "none"
    ADDITIVE = "additive"
    TRACK = "track"


class Why(StrEnum):
    """Why this method, or why not the one that was asked for."""

    ASKED = "asked"
    TOO_FEW = "too_few"
    DISCONNECTED = "disconnected"
    ONE_TRACK = "one_track"
    JUDGES_ALIKE = "judges_alike"
    JUDGES_DIFFER = "judges_differ"
    TRACKS_DIFFER = "tracks_differ"


class Uncorrectable(Exception):
    """The method that was asked for could not be honest about these marks."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class EntryScore:
    entry: str
    n: int
    mean: float
    score: float
    se: float | None  # none where no entry has two sheets to compare
    rank: int
    rank_low: int
    rank_high: int


@dataclass(frozen=True)
class JudgeScore:
    judge: str
    n: int
    severity: float  # points by which he marks below the average judge


@dataclass(frozen=True)
class Calibration:
    method: Method
    why: Why
    connected: bool
    entries: tuple[EntryScore, ...]  # best first
    judges: tuple[JudgeScore, ...]


def calibrated(rows: Iterable[Marked], method: Method = Method.AUTO) -> Calibration:
    """Every entry's score by the stated rule, or by the method asked for."""
    field = Field(sheets_of(rows))
    chosen, why = _choice(field, method)
    scored = _uncorrected if chosen is Method.NONE else _corrected
    return Calibration(chosen, why, field.connected, scored(field, chosen), _judges(field, chosen))


def settled(value: float | Fraction) -> float:
    """What is left of a number once the last bits of machines are cut off."""
    return round(float(value), PLACES) + 0.0


def _choice(field: Field, asked: Method) -> tuple[Method, Why]:
    hindrance = _hindrance(field, asked)
    if hindrance and asked is not Method.AUTO:
        raise Uncorrectable(hindrance)
    if hindrance:
        return Method.NONE, hindrance
    return _by_rule(field) if asked is Method.AUTO else (asked, Why.ASKED)


def _hindrance(field: Field, asked: Method) -> Why | None:
    if asked is Method.NONE:
        return None
    if not field.telling:
        return Why.TOO_FEW
    if not field.connected:
        return Why.DISCONNECTED
    return Why.ONE_TRACK if asked is Method.TRACK and len(set(field.tracks)) == 1 else None


def _by_rule(field: Field) -> tuple[Method, Why]:
    """First whether tracks lie apart, then whether judges do."""
    apart = len(set(field.tracks)) > 1 and field.tracked.groups_differ < BY_CHANCE
    fit = field.tracked if apart else field.whole
    alike = fit.panel.deviance(fit.panel.best(judges=False))
    if alike - fit.panel.deviance(fit.shares) <= LIKELIER:
        return Method.NONE, Why.JUDGES_ALIKE
    return (Method.TRACK, Why.TRACKS_DIFFER) if apart else (Method.ADDITIVE, Why.JUDGES_DIFFER)


def chosen(field: Field, asked: Method) -> Method:
    """The method that is used; none where the one asked for would not be honest."""
    try:
        return _choice(field, asked)[0]
    except Uncorrectable:
        return Method.NONE


def model(field: Field, chosen: Method) -> Fit:
    """What is told of judges rests on it, whoever asks."""
    return field.tracked if chosen is Method.TRACK else field.parted


def _corrected(field: Field, chosen: Method) -> tuple[EntryScore, ...]:
    fit = model(field, chosen)
    scores = [settled(score) for score in fit.scores]
    errors = [settled(error) for error in fit.errors]
    return _ranked(field, scores, errors, rank_ranges(fit, field.parts))


def _uncorrected(field: Field, _: Method) -> tuple[EntryScore, ...]:
    """Raw means, as they are."""
    ranges = [(1, len(field.own))] * len(field.own)
    if field.telling:
        ranges = rank_ranges(field.unjudged, field.parts)
    errors = [None if error is None else settled(error) for error in field.errors()]
    return _ranked(field, [settled(value) for value in field.means.values()], errors, ranges)


def _ranked(
    field: Field, scores: Sequence[float], errors: Sequence[float | None],
    ranges: Sequence[tuple[int, int]],
) -> tuple[EntryScore, ...]:  # fmt: skip
    """Best first. Equal scores share a rank; what tells them apart is for `ranked` to say."""
    downwards = sorted(-score for score in scores)
    ranks = [1 + bisect_left(downwards, -score) for score in scores]
    rows = zip(field.means.items(), field.counts, scores, errors, ranks, ranges, strict=True)
    found = [
        EntryScore(entry, n, settled(raw), score, se, rank, min(low, rank), max(high, rank))
        for (entry, raw), n, score, se, rank, (low, high) in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.rank, one.entry)))


def _judges(field: Field, chosen: Method) -> tuple[JudgeScore, ...]:
    """Severities are told in any case: a judge may know, even where nothing is corrected."""
    found = model(field, chosen).severities if field.telling else [0.0] * len(field.judges)
    return tuple(
        JudgeScore(judge, field.loads[judge], settled(severity))
        for judge, severity in zip(field.judges, found, strict=True)
    )
