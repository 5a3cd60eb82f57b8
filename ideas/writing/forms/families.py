"""Families of tags, as data files: each with its source, and whether that was checked."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "tags"


@dataclass(frozen=True)
class Tag:
    """`english` only where there is an official name; `group` where the source has groups."""

    key: str
    text: str
    english: str = ""
    group: str = ""


@dataclass(frozen=True)
class Family:
    key: str
    title: str
    hint: str
    source: str
    verified: bool
    note: str
    options: tuple[Tag, ...]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(tag.key for tag in self.options)

    @property
    def grouped(self) -> dict[str, list[Tag]]:
        """In the order of the file; a family without groups is one group without a name."""
        groups: dict[str, list[Tag]] = {}
        for tag in self.options:
            groups.setdefault(tag.group, []).append(tag)
        return groups

    def chosen(self, keys: list[str]) -> list[Tag]:
        return [tag for tag in self.options if tag.key in keys]


@cache
def families() -> dict[str, Family]:
    return {file.stem: _read(file) for file in sorted(FOLDER.glob("*.toml"))}


def _read(file: Path) -> Family:
    data = tomllib.loads(file.read_text())
    return Family(
        key=file.stem,
        title=data["title"],
        hint=data["hint"],
        source=data["source"],
        verified=data["verified"],
        note=data["verification"]["note"],
        options=tuple(Tag(**option) for option in data["options"]),
    )
