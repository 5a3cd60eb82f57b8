"""Commands by which anyone recounts a competition: `ideas calibrate | agreement | rank`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import typer

from ideas import doors
from ideas.judging.scoring.agreement import Level, agreement
from ideas.judging.scoring.calibration import (
    Calibration,
    Method,
    Uncorrectable,
    Why,
    calibrated,
    settled,
)
from ideas.judging.scoring.ranking import commitment, heaviest, placed
from ideas.judging.scoring.reading import Scale, read_scores
from ideas.judging.scoring.rules import VERSION, Marked

Scores = Annotated[
    Path, typer.Argument(help="CSV: entry,judge,criterion,weight,mark[,track][,position].")
]
Named = Annotated[Method, typer.Option(help="The correction; auto chooses by the stated rule.")]
Bounds = Annotated[str, typer.Option(help="The lowest and the highest mark, LOW:HIGH.")]
AsJson = Annotated[bool, typer.Option("--json/--lines", help="As JSON, or for eyes.")]
HUNDRED = "0:100"

REASONS = {
    Why.ASKED: "it was asked for",
    Why.TOO_FEW: "too few marks can be compared, or all are the same",
    Why.DISCONNECTED: "the graph of judges and entries is disconnected, so nothing tells"
    " a severe judge from a weak entry",
    Why.ONE_TRACK: "the scores name no two tracks",
    Why.JUDGES_ALIKE: "judges do not differ in severity beyond chance",
    Why.JUDGES_DIFFER: "judges differ in severity beyond chance",
    Why.TRACKS_DIFFER: "judges differ in severity beyond chance, and so do tracks in quality",
}


def calibrate(
    scores: Scores, method: Named = Method.AUTO, scale: Bounds = HUNDRED, *, as_json: AsJson = False
) -> None:
    """Raw mean, corrected score, standard error and 90 % rank interval of every entry.

    Severity is in points: above 0, a judge marks lower than the average judge.
    """
    told = asdict(_calibrated(_read(scores, scale), method))
    told["why"] = REASONS[told["why"]]
    _tell(told, ("entries", "judges"), as_json=as_json)


def agree(
    scores: Scores,
    level: Annotated[Level, typer.Option(help="What a difference means.")] = Level.INTERVAL,
    scale: Bounds = HUNDRED, *, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Krippendorff's alpha per criterion; of whole sheets alpha, and ICC(1,1)."""
    found = agreement(_read(scores, scale), level)
    criteria = [asdict(one) | {"alpha": _decimal(one.alpha)} for one in found.criteria]
    overall = {"alpha": _decimal(found.alpha), "icc": _decimal(found.icc)}
    told = {"level": level, "criteria": criteria, "overall": overall}
    _tell(told, ("criteria", "overall"), as_json=as_json)


def rank(
    scores: Scores,
    tie_seed: Annotated[str, typer.Option(help="What lots are drawn from.")],
    method: Named = Method.AUTO, scale: Bounds = HUNDRED, *, as_json: AsJson = False,
) -> None:  # fmt: skip
    """One order of all entries: by score, then the heaviest criterion, then the seed's lots."""
    rows = _read(scores, scale)
    found = _calibrated(rows, method)
    places = [asdict(one) for one in placed(found.entries, heaviest(rows), tie_seed)]
    told = {"method": found.method, "commitment": commitment(tie_seed), "entries": places}
    _tell(told, ("entries",), as_json=as_json)


def _read(scores: Path, scale: str) -> list[Marked]:
    try:
        bounds = Scale.named(scale)
    except ValueError as error:
        doors.refuse(f"--scale {error}")
    with doors.faults_told():
        return read_scores(scores, bounds)


def _calibrated(rows: Sequence[Marked], method: Method) -> Calibration:
    try:
        return calibrated(rows, method)
    except Uncorrectable as refusal:
        doors.refuse(f"--method {method} is refused: {REASONS[refusal.why]}")


def _tell(told: Mapping[str, Any], tables: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        print(doors.as_json({"rules": doors.rules_of("ideas.judging.scoring", VERSION), **told}))
        return
    print("\n".join(f"{name}: {value}" for name, value in told.items() if name not in tables))
    for name in tables:
        rows = told[name] if isinstance(told[name], Sequence) else [told[name]]
        print(f"\n{name}\n{doors.as_lines(rows)}")


def _decimal(value: Fraction | None) -> float | None:
    return None if value is None else settled(float(value))
