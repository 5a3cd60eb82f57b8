"""The written part of the demo year, read from its data files."""

import csv
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
KEPT = ("category", "unit", "source", "team", "quality", "answers")


@lru_cache
def _toml(name: str) -> dict[str, Any]:
    with (DATA / name).open("rb") as file:
        return tomllib.load(file)


def units() -> list[dict[str, str]]:
    with (DATA / "units.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def players() -> list[dict[str, Any]]:
    """The nine accounts that a visitor may try."""
    found: list[dict[str, Any]] = _toml("players.toml")["players"]
    return found


def names() -> dict[str, Any]:
    return _toml("names.toml")


def competitions() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _toml("competitions.toml")["competitions"]
    return found


def proposals(competition: str) -> list[dict[str, Any]]:
    """The proposals of one competition: new ones by their keys, then those that come again."""
    files = sorted((DATA / "proposals").glob("*.toml"))
    every = (_toml(f"proposals/{file.name}") for file in files)
    return [
        *(dict(proposal) for proposal in every if proposal["competition"] == competition),
        *(_carried(row) for row in _toml("carried.toml")["carried"]
          if row["competition"] == competition),
    ]  # fmt: skip


def _carried(row: dict[str, Any]) -> dict[str, Any]:
    """An idea that competes again: its story, its source and its marks, under a new title."""
    story = _toml(f"proposals/{row['from']}.toml")
    kept = {key: story[key] for key in KEPT if key in story}
    return kept | {"lifecycle": "passed"} | row


def feedback() -> dict[str, Any]:
    return _toml("feedback.toml")
