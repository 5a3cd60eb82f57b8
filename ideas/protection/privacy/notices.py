"""The privacy notice: a text of its own in each language, by version."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent / "notices"
VERSION, SINCE = 1, date(2026, 11, 23)


@dataclass(frozen=True)
class Layer:
    """One heading with its short sentences."""

    title: str
    lines: tuple[str, ...]


@lru_cache
def notice(language: str, version: int = VERSION) -> tuple[Layer, ...]:
    text = (HERE / f"{version}.{language}.txt").read_text()
    parts = [part.strip().splitlines() for part in text.split("## ") if part.strip()]
    return tuple(Layer(title, tuple(lines)) for title, *lines in parts)
