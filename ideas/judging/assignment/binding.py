"""Why there is no assignment: every rule may give, at a price, and what must give is told."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Sequence

import numpy as np

from ideas.judging.assignment.flow import Flow
from ideas.judging.assignment.grid import Grid
from ideas.judging.assignment.lots import Flags, Ints
from ideas.judging.assignment.rules import Bound, Infeasible, Pair, Problem, Rule
from ideas.judging.assignment.telling import cured
from ideas.say import say

PRICES = {
    Rule.MAX_LOAD: 1, Rule.MIN_LOAD: 1, Rule.BRIDGES: 10, Rule.CATEGORIES: 100,
    Rule.CONFLICTS: 100, Rule.PER_ENTRY: 10_000,
}  # fmt: skip
SINGLY = 24  # so many that give are tried one by one, more of them rule by rule

Giving = tuple[Rule, int]  # a rule, and the row, category or kind of judge for which it gives


def explained(problem: Problem, grid: Grid) -> Infeasible:
    """The bounds that bind, none of them for nothing, with a sentence that tells the cure."""
    elastic = _Elastic(grid)
    short = elastic.giving() or {}
    kept = set(short)
    chunks: dict[object, set[Giving]] = defaultdict(set)
    for giving in short:
        chunks[giving if len(short) <= SINGLY else giving[0]].add(giving)
    for _, chunk in sorted(chunks.items(), key=str, reverse=True):
        if kept - chunk and elastic.giving(kept - chunk) is not None:
            kept -= chunk
    missing = {rule: sum(n for giving, n in short.items() if giving[0] is rule) for rule in Rule}
    bounds = sorted(elastic.bounds(kept), key=lambda bound: list(Rule).index(bound.rule))
    return Infeasible([cured(problem, bound, missing[bound.rule]) for bound in bounds], bounds)


def clashing(pairs: Sequence[Pair]) -> Infeasible:
    """Pins that a conflict, or another pin, forbids."""
    entry, judge = pairs[0]
    cure = say(
        "Juri {judge} ditetapkan untuk usulan {entry}, padahal terhalang. Hapus salah satunya.",
        judge=judge, entry=entry,
    )  # fmt: skip
    return Infeasible([cure], [Bound(Rule.PINS, tuple(f"{e},{j}" for e, j in pairs))])


class _Elastic:
    """The same flow in which rules may give."""

    def __init__(self, grid: Grid) -> None:
        self.entries = grid.entries
        self.grid, self.kind = grid.widened().merged()
        pools = [(*sorted(j.categories), "", str(j.most), str(j.fewest)) for j in grid.judges]
        self.pool = _numbered(pools)
        self.category = _numbered([entry.category for entry in self.grid.entries])
        lacking = (self.grid.free.sum(axis=1) < self.grid.need)[:, None] & ~self.grid.free
        self.conflicts = lacking & self.grid.apart & (self.grid.reads | self.grid.far)
        self.beyond = lacking & ~self.grid.reads & ~self.grid.apart

    def giving(self, allowed: Collection[Giving] | None = None) -> dict[Giving, int] | None:
        """How much each must give, if only those allowed may; none: not even that is enough."""
        self.columns: list[tuple[Rule, Ints, Ints]] = []
        self.allowed = allowed
        grid, rows = self.grid, np.arange(len(self.grid.need))
        barred = self.conflicts | self.beyond
        pairs = grid.free | (self.conflicts & self._may(Rule.CONFLICTS, rows)[:, None])
        pairs |= self.beyond & self._may(Rule.CATEGORIES, self.category)[:, None]
        self.flow = Flow(grid, pairs, PRICES[Rule.CONFLICTS] * 1.0 * barred, fixed=False)
        judges, free = np.arange(len(grid.judges)), np.full(len(grid.judges), np.inf)
        self._slack(Rule.MAX_LOAD, self.pool, self.flow.within((-free, grid.most)), judges, -1)
        self._slack(Rule.MIN_LOAD, self.pool, self.flow.within((grid.fewest, free)), judges, 1)
        spread = np.arange(len(self.flow.spread_rows))
        self._slack(Rule.BRIDGES, self.flow.spread_rows, self.flow.spread, spread, -1)
        self._slack(Rule.PER_ENTRY, rows, self.flow.needs, rows, 1)
        self._barred(Rule.CONFLICTS, self.conflicts, rows)
        self._barred(Rule.CATEGORIES, self.beyond, self.category)
        return self._answer()

    def _may(self, rule: Rule, keys: Ints) -> Flags:
        return np.array([self.allowed is None or (rule, int(k)) in self.allowed for k in keys])

    def _slack(self, rule: Rule, keys: Ints, block: int, labels: Ints, weight: int) -> None:
        upper = np.where(self._may(rule, keys), np.inf, 0) if len(keys) else 0
        new = self.flow.programme.add(np.full(len(keys), PRICES[rule]), 0, upper)
        self.flow.programme.loosen(block, labels, new, weight)
        self.columns.append((rule, keys, new))

    def _barred(self, rule: Rule, barred: Flags, keys: Ints) -> None:
        here = barred[self.flow.rows, self.flow.columns]
        self.columns.append((rule, keys[self.flow.rows[here]], self.flow.pairs[here]))

    def _answer(self) -> dict[Giving, int] | None:
        found = self.flow.programme.solve()
        if found is None:
            return None
        given: Counter[Giving] = Counter()
        for rule, keys, columns in self.columns:
            for key, amount in zip(keys.tolist(), found[columns].tolist(), strict=True):
                given[rule, key] += amount
        return {giving: amount for giving, amount in given.items() if amount}

    def bounds(self, givings: Collection[Giving]) -> Iterator[Bound]:
        """One a rule, with the names of all for whom it gives."""
        for rule in Rule:
            keys = {key for of, key in givings if of is rule}
            if not keys:
                continue
            if rule in (Rule.MAX_LOAD, Rule.MIN_LOAD):
                names = {
                    j.name for j, p in zip(self.grid.judges, self.pool, strict=True) if p in keys
                }
            elif rule is Rule.CATEGORIES:
                rows = zip(self.grid.entries, self.category, strict=True)
                names = {entry.category for entry, number in rows if number in keys}
            else:
                names = {e.name for e, k in zip(self.entries, self.kind, strict=True) if k in keys}
            yield Bound(rule, tuple(sorted(names)))


def _numbered(keys: Sequence[Hashable]) -> Ints:
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return np.array([numbers[key] for key in keys])
