"""`make bench-assignment`: how long the draw of a great competition takes, and how much memory.

Six panels, each judge reads half of twelve categories, two conflicts an entry, tags on both. Then
once more with panels that share no category, so that every bridge comes from beyond it.
"""

import gc
import multiprocessing
import platform
import random
import resource
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import product
from typing import Literal, get_args

import typer

from ideas.judging.assignment.drawing import assign
from ideas.judging.assignment.rules import Assignment, Entry, Judge, Problem

SEED = 7
SIZES = {(1_500, 60, 3): 5, (10_000, 500, 3): 60}  # entries, judges, each: seconds at most
MEMORY = 2_000  # MB at most
CATEGORIES, TAGS = [f"C{n}" for n in range(12)], "abcdefgh"
HEAD = """\
| size | panels | what | s | CPU s | peak MB | loads | changed | bridged | conflicts | connected |
|---|---|---|--:|--:|--:|--:|--:|--:|--:|---|"""

Size = tuple[int, int, int]
Panels = Literal["shared", "apart"]
HALLS = list[tuple[Size, Panels]](product(SIZES, get_args(Panels)))


def hall(size: Size, panels: Panels) -> Problem:
    chance = random.Random(SEED)
    entries = [
        Entry(f"E{n:05}", chance.choice(CATEGORIES), frozenset(chance.sample(TAGS, 2)))
        for n in range(size[0])
    ]
    judges = []
    for n in range(size[1]):
        reads = CATEGORIES[n % 6 :: 6] if panels == "apart" else chance.sample(CATEGORIES, 6)
        tags = frozenset(chance.sample(TAGS, 3))
        judges.append(Judge(f"J{n:03}", f"P{n % 6}", frozenset(reads), tags))
    conflicts = {(entry.name, chance.choice(judges).name) for entry in entries for _ in range(2)}
    return Problem(entries, judges, size[2], conflicts)


def measured(of: tuple[Size, Panels]) -> tuple[list[str], list[bool]]:
    """A fresh draw, then one judge drops out. Its lines, and whether it met what was asked."""
    (size, panels), problem = of, hall(*of)
    lines, met = [], []
    before: frozenset[tuple[str, str]] = frozenset()
    for what in ("drawn", "a judge drops out"):
        gc.collect()
        began, worked = time.perf_counter(), time.process_time()
        found = assign(problem, SEED)
        seconds = time.perf_counter() - began
        spent = f"{seconds:.2f} | {time.process_time() - worked:.2f}"
        lines.append(line(size, f"{panels} | {what} | {spent}", problem, found, before))
        met.append(seconds <= SIZES[size] and peak() <= MEMORY)
        before = frozenset(one.pair for one in found.pairs)
        problem = replace(problem, judges=problem.judges[1:], existing=before)
    return lines, met


def line(
    size: Size, what: str, problem: Problem, found: Assignment, before: frozenset[tuple[str, str]]
) -> str:  # fmt: skip
    pairs = {one.pair for one in found.pairs}
    bridged = len({one.entry for one in found.pairs if one.bridge})
    loads = Counter(found.load.values())
    cells = (
        " x ".join(f"{n:,}" for n in size[:2]), what, f"{peak():,.0f}",
        f"{min(loads)}-{max(loads)}", str(len(before ^ pairs)) if before else "",
        f"{bridged:,}", str(len(pairs & problem.conflicts)), "yes" if found.connected else "no",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    typer.echo(f"seed {SEED}, {platform.system()}, Python {platform.python_version()}\n\n{HEAD}")
    met = []
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, fresh, max_tasks_per_child=1) as alone:
        for lines, kept in alone.map(measured, HALLS):
            typer.echo("\n".join(lines))
            met += kept
    for size, seconds in SIZES.items():
        typer.echo(f"- asked: {size[0]:,} x {size[1]:,} in {seconds} s, within {MEMORY:,} MB")
    raise typer.Exit(0 if all(met) else 1)


if __name__ == "__main__":
    typer.run(main)
