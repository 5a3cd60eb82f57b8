"""Commands about who had it before: `ideas similar`, `ideas innovations load FILE`."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from ideas.database import transaction
from ideas.discovery.innovations.actions import load_innovations
from ideas.discovery.innovations.rules import SAMPLE
from ideas.discovery.kinship.queries import published_like
from ideas.discovery.kinship.tracing import trace_everything
from ideas.discovery.likeness.measuring import figures, pairs_in, ranks, read_rows
from ideas.discovery.likeness.rules import Text
from ideas.permissions import Standing

innovations = typer.Typer(no_args_is_help=True, help="Known innovations.")
SYSTEM = Standing(system=True)
File = Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="A CSV file.")]


def similar(  # noqa: PLR0913 -- each is one flag
    title: Annotated[str, typer.Option(help="What it is called.")] = "",
    summary: Annotated[str, typer.Option(help="What it is.")] = "",
    evaluate: File = None,
    within: Annotated[Path, typer.Option("--in", exists=True, help="The records.")] = SAMPLE,
    *,
    rebuild: Annotated[bool, typer.Option(help="Trace anew all that is open.")] = False,
    as_json: Annotated[bool, typer.Option("--json/--lines", help="As JSON.")] = False,
) -> None:
    """Published innovations like a title and summary; or how well such are found."""
    if rebuild:
        with transaction() as session:
            print(json.dumps({"traced": trace_everything(session)}))
        return
    found: Any = _measured(evaluate, within) if evaluate else _found(title, summary)
    print(json.dumps(found, ensure_ascii=False) if as_json else _lines(found))


def _measured(pairs: Path, records: Path) -> dict[str, Any]:
    """Over the pairs called the same; beside them those that are only related."""
    rows, judged = read_rows(records), pairs_in(read_rows(pairs))
    groups = {
        label: [pair for pair in judged if pair.label == label]
        for label in dict.fromkeys(pair.label for pair in judged)
    }
    told = {label: figures(group, ranks(group, rows)) for label, group in groups.items()}
    main = told.get("same", next(iter(told.values())))
    return {**main, "by_label": told, "asked": "both ways"}


def _found(title: str, summary: str) -> list[dict[str, Any]]:
    with transaction(writes=False) as session:
        return [
            {
                "code": card.code, "title": card.title, "unit": card.unit, "year": card.year,
                "score": round(card.score, 4), "shared": list(card.shared),
            }
            for card in published_like(session, Text(title, summary))
        ]  # fmt: skip


def _lines(found: Any) -> str:
    if isinstance(found, dict):
        return "\n".join(f"{name}: {value}" for name, value in found.items())
    return "\n".join(f"{one['score']:.2f}  {one['title']} ({one['unit']})" for one in found)


@innovations.callback()
def main() -> None:
    """Known innovations."""


@innovations.command()
def load(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file.")] = SAMPLE,
) -> None:
    """Take in known innovations; without a file, the sample from open sources."""
    with transaction() as session:
        print(json.dumps({"added": load_innovations(session, SYSTEM, read_rows(file))}))
