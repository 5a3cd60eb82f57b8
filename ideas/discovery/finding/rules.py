"""What is kept of a text so that it can be found: its stems in order, and marks to filter by.

Both databases index exactly these tokens: stems in a-z and 0-9, marks with a first `_`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from ideas.discovery.stems.rules import content

MOST_TOKENS = 12_000  # of one text; a place in a tsvector ends at 16,383
GAP = "_"  # between two parts, so that no phrase reaches over it
UNSAFE = re.compile(r"[^a-z0-9]+")


class Kind(StrEnum):
    """What can be found: a proposal as it is written, an entry as it was sent."""

    PROPOSAL = "proposal"
    ENTRY = "entry"


@dataclass(frozen=True)
class Text:
    """Everything of one thing that is found by: its title, its words, and where it belongs.

    `open`: others than its team may find it.
    """

    kind: Kind
    subject_id: UUID
    proposal_id: UUID
    competition_id: UUID
    unit_id: UUID
    ref: str
    saved_at: datetime
    title: str
    summary: str = ""
    answers: Sequence[str] = ()
    category: str = ""
    tags: Mapping[str, Sequence[str]] = field(default_factory=dict)
    open: bool = False

    @property
    def labels(self) -> list[str]:
        """Its tags as people name them: `family.key`."""
        return sorted(f"{family}.{key}" for family, keys in self.tags.items() for key in keys)


def tokens_of(text: Text) -> list[str]:
    """Title, summary, answers, each behind a gap; then its marks."""
    found: list[str] = []
    for part in (text.title, text.summary, *text.answers):
        found += [*content_tokens(part), GAP]
    return found[:MOST_TOKENS] + marks_of(text)


def content_tokens(text: str) -> list[str]:
    return [token(stem) for stem in content(text)]


def token(stem: str) -> str:
    """A stem in plain letters: whatever has others becomes its bytes, so none is cut in two."""
    return stem if stem.isascii() else f"_u{stem.encode().hex()}"


def marks_of(text: Text) -> list[str]:
    """What a text is filtered by, as tokens of the same index."""
    tags = {name for label in text.labels for name in (label, label.partition(".")[2])}
    return [
        mark("category", text.category), mark("year", str(text.saved_at.year)),
        *sorted(mark("tag", tag) for tag in tags),
    ]  # fmt: skip


def mark(family: str, value: str) -> str:
    return f"_{family}_{UNSAFE.sub('_', value.casefold())}"


def padded(tokens: Iterable[str]) -> str:
    """Tokens as one text in which each stands between two blanks."""
    return f" {' '.join(tokens)} "


def as_vector(tokens: Iterable[str]) -> str:
    """As PostgreSQL writes a tsvector: each token with the places where it stands."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(tokens, start=1):
        places.setdefault(word, []).append(place)
    return " ".join(
        f"'{word}':{','.join(map(str, at))}" for word, at in places.items() if word != GAP
    )
