"""Where a text tells who wrote it, so that a team can take it out before its judges read it.

It warns and never blocks: people know better whether "Bunga" is their colleague or a flower.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ideas.writing.anonymity import names, numbers, units
from ideas.writing.anonymity.words import words_of

MOST = 20
NIP_SHOWN = (4, 3)


class Sign(StrEnum):
    """What gives somebody away."""

    NIP = "nip"
    MAIL = "mail"
    PHONE = "phone"
    HANDLE = "handle"
    NAME = "name"
    UNIT = "unit"


@dataclass(frozen=True)
class Team:
    """Who must not be recognised: the names of its people, and of the units they come from."""

    names: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Trace:
    """One place that tells: in which field, by what, from which letter to which."""

    field: str
    sign: Sign
    passage: str
    start: int = 0

    @property
    def shown(self) -> str:
        """As it may be shown: never a whole NIP."""
        if self.sign is not Sign.NIP:
            return self.passage
        digits = "".join(filter(str.isdigit, self.passage))
        first, last = NIP_SHOWN
        return f"{digits[:first]}…{digits[-last:]}"


def traces_in(texts: Mapping[str, str], team: Team) -> tuple[Trace, ...]:
    """Every trace once a field, in the order of the text, so many as can be read."""
    found: dict[tuple[str, Sign, str], Trace] = {}
    for field, text in texts.items():
        for sign, start, end in sorted(_spans(text, team), key=lambda span: (span[1], -span[2])):
            passage = " ".join(text[start:end].split())
            found.setdefault((field, sign, passage.casefold()), Trace(field, sign, passage, start))
    return tuple(found.values())[:MOST]


def told_by(metadata: Mapping[str, str], team: Team) -> tuple[Trace, ...]:
    """The same of what a file says of itself: its name, its author, its last editor."""
    return traces_in({key: text.replace("_", " ") for key, text in metadata.items()}, team)


def _spans(text: str, team: Team) -> list[tuple[Sign, int, int]]:
    """The widest of those that overlap; a number first, since a word may stand in an address."""
    kept: list[tuple[Sign, int, int]] = []
    for sign, start, end in _all_spans(text, team):
        if all(end <= other[1] or start >= other[2] for other in kept):
            kept.append((sign, start, end))
    return kept


def _all_spans(text: str, team: Team) -> Iterator[tuple[Sign, int, int]]:
    finders = {
        Sign.NIP: numbers.nips, Sign.MAIL: numbers.mails, Sign.PHONE: numbers.phones,
        Sign.HANDLE: numbers.handles,
    }  # fmt: skip
    for sign, find in finders.items():
        yield from ((sign, *span) for span in find(text))
    words = words_of(text)
    told = {
        Sign.UNIT: [span for unit in team.units for span in units.told_units(words, unit)],
        Sign.NAME: [s for name in team.names for s in names.named(words, names.name_of(name))],
    }
    for sign, spans in told.items():
        for first, last in sorted(spans, key=lambda span: span[0] - span[1]):
            yield sign, words.row[first].start, words.row[last].end
