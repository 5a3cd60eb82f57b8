"""Who scores what: a small integer programme, so that loads are even and conflicts kept apart.

Nothing here knows a database. Entries and judges are names; the same names, conflicts and seed
give the same assignment in whatever order they come.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack, kron

from ideas.failures import Invalid
from ideas.say import say

Pair = tuple[str, str]

LOTS = 1000


class Infeasible(Invalid):
    """No assignment keeps the rules; the sentence names what stands in the way."""


def assign(  # noqa: PLR0913 -- the five facts of a panel, and what of it stands already
    entries: Iterable[str],
    judges: Iterable[str],
    conflicts: AbstractSet[Pair],
    per_entry: int,
    seed: int,
    *,
    kept: AbstractSet[Pair] = frozenset(),
) -> list[Pair]:
    """Every entry gets `per_entry` judges, loads differ by one where possible, lots decide."""
    rows, columns = sorted(set(entries)), sorted(set(judges))
    _check(rows, columns, conflicts - kept, per_entry)
    if not rows:
        return []
    programme = _Programme(rows, columns, per_entry)
    chosen = programme.solve(conflicts - kept, kept, seed)
    return [pair for pair, yes in zip(programme.pairs, chosen, strict=False) if yes > 1 / 2]


def lot(seed: int, *names: str) -> int:
    """A drawn number that anyone can draw again."""
    text = ":".join((str(seed), *names))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])


def _check(
    entries: Sequence[str], judges: Sequence[str], conflicts: AbstractSet[Pair], per_entry: int
) -> None:
    """Without limits on loads, an entry with too few free judges is all that can go wrong."""
    if len(judges) < per_entry:
        raise Infeasible(
            say("Baru ada {have} juri. Setiap usulan perlu {need} juri.", have=len(judges),
                need=per_entry)
        )  # fmt: skip
    barred = Counter(entry for entry, judge in conflicts if judge in set(judges))
    free = {entry: len(judges) - barred[entry] for entry in entries}
    short = [entry for entry in entries if free[entry] < per_entry]
    if short:
        raise Infeasible(
            say("Usulan {entry} hanya punya {have} juri tanpa benturan, perlu {need}. "
                "Ada {n} usulan seperti ini. Tambah juri dari unit lain.",
                entry=short[0], have=free[short[0]], need=per_entry, n=len(short))
        )  # fmt: skip


class _Programme:
    """One yes or no per pair, then how far the fullest and the emptiest judge leave even loads."""

    def __init__(self, entries: Sequence[str], judges: Sequence[str], per_entry: int) -> None:
        self.pairs: list[Pair] = [(entry, judge) for entry in entries for judge in judges]
        self.size = (len(entries), len(judges))
        self.per_entry = per_entry
        self.fewest, rest = divmod(len(entries) * per_entry, len(judges))
        self.most = self.fewest + bool(rest)

    def solve(
        self, conflicts: AbstractSet[Pair], kept: AbstractSet[Pair], seed: int
    ) -> Sequence[float]:
        lots = [lot(seed, *pair) % LOTS for pair in self.pairs]
        uneven = LOTS * len(self.pairs)  # more than all lots together
        wide = float(len(self.pairs))
        lower = [float(pair in kept) for pair in self.pairs] + [0, 0]
        upper = [float(pair not in conflicts) for pair in self.pairs] + [wide, wide]
        found = milp(
            np.array([*lots, uneven, uneven], dtype=float),
            integrality=np.ones(len(self.pairs) + 2),
            bounds=Bounds(np.array(lower), np.array(upper)),
            constraints=[self._enough(), self._not_too_many(), self._not_too_few()],
            options={"mip_rel_gap": 0},
        )
        if found.x is None:
            raise Infeasible(say("Pembagian juri tidak ditemukan. Tambah juri, lalu coba lagi."))
        return list(found.x[: len(self.pairs)])

    def _enough(self) -> LinearConstraint:
        """Each entry exactly its number of judges."""
        sums = kron(eye_array(self.size[0]), np.ones((1, self.size[1])))
        return LinearConstraint(self._with(sums, 0, 0), self.per_entry, self.per_entry)

    def _not_too_many(self) -> LinearConstraint:
        return LinearConstraint(self._with(self._loads(), -1, 0), -np.inf, self.most)

    def _not_too_few(self) -> LinearConstraint:
        return LinearConstraint(self._with(self._loads(), 0, 1), self.fewest, np.inf)

    def _loads(self) -> csr_array:
        return kron(np.ones((1, self.size[0])), eye_array(self.size[1]))

    def _with(self, sums: csr_array, over: int, under: int) -> csr_array:
        """The same sums with a column each for going over and under even loads."""
        slack = np.tile([[over, under]], (sums.shape[0], 1))
        return csr_array(hstack([sums, slack]))
