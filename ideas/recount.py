"""Commands by which anyone recounts a competition: `ideas calibrate | agreement | rank | mix`."""

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
from ideas.judging.scoring.mixing import figures_of, final, mixed
from ideas.judging.scoring.ranking import commitment, heaviest, placed
from ideas.judging.scoring.reading import Scale, read_scores
from ideas.judging.scoring.rules import VERSION, Marked

Scores = Annotated[
    Path, typer.Argument(help="CSV: entry,judge,criterion,weight,mark[,track][,position].")
]
Named = Annotated[Method, typer.Option(help="The correction; auto chooses by the stated rule.")]
Bounds = Annotated[str, typer.Option(help="The lowest and the highest mark, LOW:HIGH.")]
Talks = Annotated[Path, typer.Argument(help="The same of the presentations.")]
Share = Annotated[int, typer.Option(min=1, max=100, help="What they weigh, in percent.")]
Absent = Annotated[str, typer.Option(help="Entries, parted by ;, whose team did not come.")]
TalksNamed = Annotated[Method, typer.Option(help="Theirs; none where it would not be honest.")]
TieSeed = Annotated[str, typer.Option(help="What lots are drawn from.")]
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
    scores: Scores, tie_seed: TieSeed, method: Named = Method.AUTO, scale: Bounds = HUNDRED, *,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """One order of all entries: by score, then the heaviest criterion, then the seed's lots."""
    rows = _read(scores, scale)
    found = _calibrated(rows, method)
    places = [asdict(one) for one in placed(found.entries, heaviest(rows), tie_seed)]
    told = {"method": found.method, "commitment": commitment(tie_seed), "entries": places}
    _tell(told, ("entries",), as_json=as_json)


def mix(  # noqa: PLR0913 -- each is one flag
    scores: Scores, talks: Talks, *, share: Share, tie_seed: TieSeed = "", absent: Absent = "",
    method: Named = Method.AUTO, talks_method: TalksNamed = Method.AUTO, scale: Bounds = HUNDRED,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Final scores of a panel and its presentations, in one order. Without a seed equals share it.

    Who is neither in both tables nor absent has no final score.
    """
    rows, heard_rows = _read(scores, scale), _read(talks, scale)
    panel, heard = _calibrated(rows, method), _calibrated_or_not(heard_rows, talks_method)
    missed = [name for name in absent.split(";") if name]
    if unknown := set(missed) - {one.entry for one in panel.entries}:
        doors.refuse(f"--absent names what {scores.name} does not: {', '.join(sorted(unknown))}")
    counts = {one.entry: one.n for one in panel.entries}
    found = mixed(figures_of(panel), figures_of(heard), share, missed)
    places = final(found, heaviest(rows), tie_seed)
    told = {
        "method": panel.method, "talks_method": heard.method, "share": share,
        "entries": [asdict(one) | {"n": counts[one.entry]} for one in places],
    }  # fmt: skip
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


def _calibrated_or_not(rows: Sequence[Marked], method: Method) -> Calibration:
    try:
        return calibrated(rows, method)
    except Uncorrectable:
        return calibrated(rows, Method.NONE)


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
