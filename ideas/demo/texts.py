"""The written part of the demo year, read from its data files."""

import csv
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


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
    """The proposals of one competition, in the order of their keys."""
    files = sorted((DATA / "proposals").glob("*.toml"))
    every = (_toml(f"proposals/{file.name}") for file in files)
    return [proposal for proposal in every if proposal["competition"] == competition]


def feedback() -> dict[str, Any]:
    return _toml("feedback.toml")
