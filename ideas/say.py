"""A sentence to a person, written in Indonesian and told in the reader's own language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Sentence:
    """The source text with its {facts}; the page translates the text, then fills it in."""

    text: str
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.text.format_map(self.facts)


def say(text: str, **facts: Any) -> Sentence:
    """Marks a text for the catalogues: `say("Lebih {n} kata.", n=2)`."""
    return Sentence(text, facts)
