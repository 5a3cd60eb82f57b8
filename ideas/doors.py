"""What commands for outsiders share: a fault is one sentence and exit 2, the answer is JSON."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from typing import Any, NoReturn

import typer

from ideas.tables import Unreadable

BAD_INPUT, INFEASIBLE = 2, 3


@contextmanager
def faults_told() -> Iterator[None]:
    try:
        yield
    except Unreadable as fault:
        refuse(str(fault))


def refuse(sentence: str, code: int = BAD_INPUT) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


def as_json(value: Any) -> str:
    """The same value, the same bytes."""
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)


def as_lines(rows: Iterable[Mapping[str, Any]]) -> str:
    """For eyes: a header, then a line each, in columns."""
    told = [{name: _plain(value) for name, value in row.items()} for row in rows]
    widths = {name: max(len(name), *(len(row[name]) for row in told)) for name in told[0]}
    lines = [dict(zip(widths, widths, strict=True)), *told]
    return "\n".join(
        "  ".join(cell.ljust(widths[name]) for name, cell in line.items()).rstrip()
        for line in lines
    )


def _plain(value: Any) -> str:
    return f"{value:.2f}" if isinstance(value, float) else "-" if value is None else str(value)


def rules_of(package: str, version: str) -> dict[str, str]:
    """Which rules gave an answer: their version, and the hash of their very source."""
    digest = hashlib.sha256()
    for file in sorted(files(package).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".py"):
            digest.update(f"{file.name}\n".encode() + file.read_bytes())
    return {"version": version, "sha256": digest.hexdigest()}
