"""Known innovations as a file tells of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ideas.discovery.likeness.rules import Text

SAMPLE = Path(__file__).parent / "data" / "innovations.csv"
LONGEST = {"code": 24, "name": 200, "expansion": 400, "told": 2000, "agency": 200,
           "region": 200, "year": 24, "category": 80, "source": 500}  # fmt: skip
NAMES = {"code": "id", "told": "description"}


def fields_in(row: Mapping[str, str]) -> dict[str, str]:
    """The columns that we keep, cut to what fits."""
    return {
        name: (row.get(NAMES.get(name, name)) or "").strip()[:most]
        for name, most in LONGEST.items()
    }


def text_of(innovation: Any) -> Text:
    """What others are compared with."""
    name = f"{innovation.name} {innovation.expansion}".strip()
    return Text(name, innovation.told, f"{innovation.category} {innovation.agency}")
