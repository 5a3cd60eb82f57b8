"""All the sheets of a competition, and the models that can be laid beneath them."""

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from fractions import Fraction
from functools import cached_property

from ideas.judging.scoring.fitting import Fit, fitted
from ideas.judging.scoring.mixed import Panel
from ideas.judging.scoring.rules import Sheet, by_entry, judges_of, means, parts


class Field:
    """Entries, judges and whatever is told of them stand in the order of their names."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = sheets
        self.own = by_entry(sheets)
        self.counts = [len(own) for own in self.own.values()]
        self.means = means(sheets)
        self.tracks = [own[0].track for own in self.own.values()]
        self.parts = list(parts(sheets).values())
        self.judges = judges_of(sheets)
        self.loads = Counter(sheet.judge for sheet in sheets)

    @property
    def connected(self) -> bool:
        return len(set(self.parts)) == 1

    @property
    def telling(self) -> bool:
        """Whether anything can be estimated: some entry compared, and not all marked the same."""
        compared = 1 < len(self.own) < len(self.sheets)
        return compared and len({sheet.score for sheet in self.sheets}) > 1

    @cached_property
    def whole(self) -> Fit:
        """Judges differ; entries are of one kind."""
        return self.judged([0] * len(self.own))

    @cached_property
    def tracked(self) -> Fit:
        """Judges differ; so may the tracks."""
        return self.judged(self.tracks)

    @cached_property
    def parted(self) -> Fit:
        """Judges are held against those alone with whom shared entries link them."""
        return self.whole if self.connected else self.judged(self.parts)

    @cached_property
    def unjudged(self) -> Fit:
        """As if all judges were alike."""
        panel = self._panel([0] * len(self.own))
        return fitted(panel, panel.best(judges=False))

    def judged(self, groups: Sequence[Hashable]) -> Fit:
        panel = self._panel(groups)
        return fitted(panel, panel.best(judges=True))

    def errors(self) -> list[float | None]:
        """Of the raw means: what sheets of one entry differ by, pooled over all entries."""
        free = len(self.sheets) - len(self.own)
        if not free:
            return [None] * len(self.own)
        squares = sum(
            ((sheet.score - self.means[sheet.entry]) ** 2 for sheet in self.sheets), Fraction()
        )
        return [math.sqrt(squares / free / count) for count in self.counts]

    def _panel(self, groups: Sequence[Hashable]) -> Panel:
        entries, judges, kinds = _numbered(self.own), _numbered(self.judges), _numbered(groups)
        return Panel(
            [float(sheet.score) for sheet in self.sheets],
            [entries[sheet.entry] for sheet in self.sheets],
            [judges[sheet.judge] for sheet in self.sheets],
            [kinds[group] for group in groups],
        )


def _numbered(names: Sequence[Hashable] | dict[str, list[Sheet]]) -> dict[Hashable, int]:
    return {name: place for place, name in enumerate(dict.fromkeys(names))}
