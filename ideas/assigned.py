"""The command by which anyone draws a competition's judges again: `ideas assign`."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from ideas import doors
from ideas.judging.assignment.drawing import assign, top_up
from ideas.judging.assignment.rules import (
    VERSION,
    Assignment,
    Entry,
    Infeasible,
    Judge,
    Pair,
    Problem,
)
from ideas.language import tell, told
from ideas.tables import Parser, Row, read_table, text, texts, whole

ENTRY: Mapping[str, Parser] = {"entry": text, "category": text, "tags": texts}
PAIR: Mapping[str, Parser] = {"entry": text, "judge": text}
WISH, PIN = range(-3, 4), ("must", "must not")


def bound(least: int) -> Parser:
    """A load; an empty cell bounds nothing."""
    return lambda cell: whole(least)(cell) if cell else None


def one_of(words: Iterable[object]) -> Parser:
    known = [str(word) for word in words]

    def parser(cell: str) -> str:
        if cell not in known:
            raise ValueError(f"is none of {', '.join(known)}: {cell[:40]!r}")
        return cell

    return parser


JUDGE: Mapping[str, Parser] = {
    "judge": text, "panel": str, "categories": texts, "max_load": bound(0),
}  # fmt: skip
MORE: Mapping[str, Parser] = {"min_load": bound(0), "tags": texts}


Entries = Annotated[Path, typer.Option(help="CSV: entry,category,tags.")]
Judges = Annotated[
    Path, typer.Option(help="CSV: judge,panel,categories,max_load[,min_load][,tags].")
]
Conflicts = Annotated[Path | None, typer.Option(help="CSV: entry,judge.")]
Existing = Annotated[Path | None, typer.Option(help="CSV: entry,judge; kept if it may be.")]
Pins = Annotated[Path | None, typer.Option(help="CSV: entry,judge,pin: must, must not.")]
Wishes = Annotated[Path | None, typer.Option(help="CSV: entry,judge,wish: -3 to 3.")]
OneMore = Annotated[str, typer.Option(help="Only for these, parted by ;, one more.")]
Unbridged = Annotated[str, typer.Option(help="Entries, parted by ;, without bridge.")]
PerEntry = Annotated[int, typer.Option(min=1, help="Judges an entry.")]
Bridges = Annotated[int, typer.Option(min=0, help="Of them from another panel.")]
Seed = Annotated[int, typer.Option(help="What lots are drawn from.")]
AsJson = Annotated[bool, typer.Option("--json/--lines", help="As JSON, or for eyes.")]


def draw(  # noqa: PLR0913 -- each is one flag
    *, entries: Entries, judges: Judges, conflicts: Conflicts = None, existing: Existing = None,
    pins: Pins = None, wishes: Wishes = None, one_more: OneMore = "", unbridged: Unbridged = "",
    per_entry: PerEntry = 3, bridges: Bridges = 1, seed: Seed = 0, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Who judges what. The same tables and seed give the same answer, in any order of rows."""
    tell("en", "WIB")
    with doors.faults_told():
        people, works = _judges(judges), _entries(entries)
        pinned, wished = _rows(pins, "pin", one_of(PIN)), _rows(wishes, "wish", one_of(WISH))
        problem = Problem(
            works, people, per_entry, bridges=bridges, unbridged=set(unbridged.split(";")),
            conflicts=_known(_rows(conflicts), works, people), existing=set(_rows(existing)),
            must={pair for pair, row in pinned.items() if row["pin"] == "must"},
            must_not={pair for pair, row in pinned.items() if row["pin"] != "must"},
            wishes={pair: int(row["wish"]) for pair, row in wished.items()},
        )  # fmt: skip
    try:
        more = one_more.split(";") if one_more else []
        found = top_up(problem, problem.existing, more, seed) if more else assign(problem, seed)
    except Infeasible as stuck:
        _refuse(stuck, as_json=as_json)
    _tell(found, as_json=as_json)


def _entries(path: Path) -> list[Entry]:
    rows = read_table(path, ENTRY, unique=("entry",))
    return [Entry(row["entry"], row["category"], frozenset(row["tags"])) for row in rows]


def _judges(path: Path) -> list[Judge]:
    return [
        Judge(
            row["judge"], row["panel"], frozenset(row["categories"]),
            frozenset(row.cells.get("tags", ())), row["max_load"], row.cells.get("min_load") or 0,
        )
        for row in read_table(path, JUDGE, MORE, unique=("judge",))
    ]  # fmt: skip


def _rows(path: Path | None, column: str = "", parser: Parser = text) -> dict[Pair, Row]:
    """By pair; a file that is not given has none."""
    columns = {**PAIR, column: parser} if column else PAIR
    rows = read_table(path, columns, unique=("entry", "judge")) if path else []
    return {(row["entry"], row["judge"]): row for row in rows}


def _known(
    rows: Mapping[Pair, Row], entries: Iterable[Entry], judges: Iterable[Judge]
) -> frozenset[Pair]:
    """A conflict of somebody who is not here is no fault, but may be a slip of the pen."""
    here = ({entry.name for entry in entries}, {judge.name for judge in judges})
    for pair, row in rows.items():
        for name, names, of in zip(pair, here, PAIR, strict=True):
            if name not in names:
                typer.echo(str(row.fault(f"{of} {name} is not among those given")), err=True)
    return frozenset(rows)


def _refuse(stuck: Infeasible, *, as_json: bool) -> None:
    cure = " ".join(told(sentence) for sentence in stuck.cures)
    binding = [str(bound) for bound in stuck.binding]
    if as_json:
        print(doors.as_json({"infeasible": {"binding": binding, "cure": cure}}))
        raise typer.Exit(doors.INFEASIBLE)
    doors.refuse(cure, doors.INFEASIBLE)


def _tell(found: Assignment, *, as_json: bool) -> None:
    pairs = [asdict(pair) for pair in found.pairs]
    if not as_json:
        load = [{"judge": judge, "load": n} for judge, n in found.load.items()]
        print(f"{doors.as_lines(pairs)}\n\n{doors.as_lines(load)}\n")
        print(f"connected: {found.connected}")
        return
    rules = doors.rules_of("ideas.judging.assignment", VERSION)
    print(doors.as_json({"rules": rules, "assignments": pairs, "load": found.load,
                         "connected": found.connected}))  # fmt: skip
