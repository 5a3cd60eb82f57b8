"""Lots: numbers drawn from a seed and names, which anyone can draw again in any language."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

GRAINS = 20  # bits of a lot: as many as a sum of thousands still holds exactly


def lot(seed: int, *names: str) -> int:
    """A drawn number of 64 bits."""
    text = ":".join((str(seed), *names))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])


def lots(seed: int, entries: Sequence[str], judges: Sequence[str]) -> Floats:
    """One lot from 0 to below 1 for each pair, mixed from one of the entry and one of the judge."""
    rows = np.array([lot(seed, "entry", name) for name in entries], dtype=np.uint64)
    columns = np.array([lot(seed, "judge", name) for name in judges], dtype=np.uint64)
    drawn = _mixed(rows[:, None] ^ columns[None, :]) >> np.uint64(64 - GRAINS)
    return drawn.astype(np.float64) / (1 << GRAINS)


def _mixed(bits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finish of SplitMix64: every bit of the answer hangs on every bit asked."""
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))
