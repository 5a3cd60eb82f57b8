"""A final score out of two: the panel's, and the presentation's by the weight in the rules."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from uuid import UUID

import numpy as np

from ideas.deciding.rankings.rules import HUNDRED, Line, settled
from ideas.judging.scoring.ranges import DRAWS, LEVEL, SEED


def mixed(
    panel: Iterable[Line], talks: Mapping[str, Line], share: int,
    absent: Collection[UUID] = frozenset(),
) -> list[Line]:  # fmt: skip
    """The presentation weighs `share` percent. Who was not heard yet has no final score; who did
    not come keeps the panel's part, and gets nothing for the other."""
    weight = Fraction(share, HUNDRED)
    return with_intervals(
        [
            _missed(line, weight)
            if line.entry_id in absent
            else _mixed(line, talks[line.ref], weight)
            for line in panel
            if line.entry_id in absent or line.ref in talks
        ]
    )


def _mixed(line: Line, talk: Line, weight: Fraction) -> Line:
    se = None
    if line.se is not None and talk.se is not None:
        se = round(math.hypot(float(1 - weight) * line.se, float(weight) * talk.se), 6)
    return replace(
        line, mean=settled((1 - weight) * line.mean + weight * talk.mean),
        score=settled((1 - weight) * line.score + weight * talk.score), se=se,
    )  # fmt: skip


def _missed(line: Line, weight: Fraction) -> Line:
    nothing = replace(line, mean=Fraction(), score=Fraction(), se=0.0)
    return replace(_mixed(line, nothing, weight), absent=True)


def with_intervals(lines: Sequence[Line]) -> list[Line]:
    """Ranks of final scores as they might truly be, drawn from a seed that anyone has."""
    lines = sorted(lines, key=lambda line: line.ref)
    if not lines or any(line.se is None for line in lines):
        return [replace(line, low=None, high=None) for line in lines]
    chance = np.random.default_rng(SEED)
    middles = np.array([[float(line.score)] for line in lines])
    errors = np.array([[float(line.se or 0)] for line in lines])
    drawn = middles + errors * chance.standard_normal((len(lines), DRAWS))
    ranks = np.sort((-drawn).argsort(axis=0, kind="stable").argsort(axis=0) + 1, axis=1)
    beyond = round(DRAWS * (1 - LEVEL) / 2)
    return [
        replace(line, low=int(own[beyond]), high=int(own[-1 - beyond]))
        for line, own in zip(lines, ranks, strict=True)
    ]
