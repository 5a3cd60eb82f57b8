"""Why there is no assignment: every rule may give, at a price, and what must give is told."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from ideas.judging.assignment.flow import Flow, possible
from ideas.judging.assignment.grid import Grid
from ideas.judging.assignment.lots import Flags, Ints
from ideas.judging.assignment.rules import Bound, Infeasible, Judge, Pair, Problem, Rule
from ideas.judging.assignment.telling import cured
from ideas.say import say

PRICES = {
    Rule.MAX_LOAD: 1, Rule.MIN_LOAD: 1, Rule.BRIDGES: 10, Rule.CATEGORIES: 100,
    Rule.CONFLICTS: 100, Rule.PER_ENTRY: 10_000,
}  # fmt: skip
ALL = 2**31  # more than anybody can read
SINGLY = 24  # so many that give are tried one by one, more of them rule by rule

Giving = tuple[Rule, int]  # a rule, and the row, category or kind of judge for which it gives


def explained(problem: Problem, grid: Grid) -> Infeasible:
    """The bounds that bind, none of them for nothing, with a sentence that tells the cure."""
    elastic = _Elastic(grid)
    short = elastic.giving()
    kept = set(short)
    chunks: dict[object, set[Giving]] = defaultdict(set)
    for giving in short:
        chunks[giving if len(short) <= SINGLY else giving[0]].add(giving)
    for _, chunk in sorted(chunks.items(), key=str, reverse=True):
        if kept - chunk and possible(elastic.without(kept - chunk)):
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

    def giving(self) -> dict[Giving, int]:
        """What gives most cheaply, and how much of each."""
        self.columns: list[tuple[Rule, Ints, Ints]] = []
        grid, rows, barred = self.grid, np.arange(len(self.grid.need)), self.conflicts | self.beyond
        self.flow = Flow(
            grid, grid.free | barred, PRICES[Rule.CONFLICTS] * 1.0 * barred, fixed=False
        )
        judges, free = np.arange(len(grid.judges)), np.full(len(grid.judges), np.inf)
        self._slack(Rule.MAX_LOAD, self.pool, self.flow.within((-free, grid.most)), judges, -1)
        self._slack(Rule.MIN_LOAD, self.pool, self.flow.within((grid.fewest, free)), judges, 1)
        spread = np.arange(len(self.flow.spread_rows))
        self._slack(Rule.BRIDGES, self.flow.spread_rows, self.flow.spread, spread, -1)
        self._slack(Rule.PER_ENTRY, rows, self.flow.needs, rows, 1)
        self._barred(Rule.CONFLICTS, self.conflicts, rows)
        self._barred(Rule.CATEGORIES, self.beyond, self.category)
        return self._answer()

    def _slack(self, rule: Rule, keys: Ints, block: int, labels: Ints, weight: int) -> None:
        new = self.flow.programme.add(np.full(len(keys), PRICES[rule]), 0, np.inf)
        self.flow.programme.loosen(block, labels, new, weight)
        self.columns.append((rule, keys, new))

    def _barred(self, rule: Rule, barred: Flags, keys: Ints) -> None:
        here = barred[self.flow.rows, self.flow.columns]
        self.columns.append((rule, keys[self.flow.rows[here]], self.flow.pairs[here]))

    def _answer(self) -> dict[Giving, int]:
        found = self.flow.programme.solve()
        if found is None:
            return {}
        given: Counter[Giving] = Counter()
        for rule, keys, columns in self.columns:
            for key, amount in zip(keys.tolist(), found[columns].tolist(), strict=True):
                given[rule, key] += amount
        return {giving: amount for giving, amount in given.items() if amount}

    def without(self, givings: Collection[Giving]) -> Grid:
        """The same grid where these bounds are not there at all."""
        grid, rows = self.grid, np.arange(len(self.grid.need))
        free = {rule: [key for of, key in givings if of is rule] for rule in Rule}
        read = np.isin(self.category, free[Rule.CATEGORIES])[:, None]
        apart = grid.apart & ~np.isin(rows, free[Rule.CONFLICTS])[:, None]
        reads, far = grid.reads | read, grid.far & ~read
        need = np.where(np.isin(rows, free[Rule.PER_ENTRY]), grid.must.sum(axis=1), grid.need)
        together = np.isin(rows, free[Rule.BRIDGES]) | (need < grid.need)
        most = np.where(np.isin(self.pool, free[Rule.MAX_LOAD]), ALL, grid.most)
        fewest = np.where(np.isin(self.pool, free[Rule.MIN_LOAD]), 0, grid.fewest)
        return replace(
            grid, judges=tuple(map(_bounded, grid.judges, most.tolist(), fewest.tolist())),
            need=need, bridges=np.where(together, 0, grid.bridges), reads=reads, apart=apart,
            free=((reads | far) & ~apart) | grid.must, far=far,
        )  # fmt: skip

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


def _bounded(judge: Judge, most: int, fewest: int) -> Judge:
    return replace(judge, most=most, fewest=fewest)


def _numbered(keys: Sequence[Hashable]) -> Ints:
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return np.array([numbers[key] for key in keys])
