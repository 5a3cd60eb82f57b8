"""The table, as people read it and as machines do."""

import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tests.bench.measure import Measured, Pace, Slot
from tests.bench.world import Size

SHARE, STATEMENTS, HTML, VISIT, GROWTH = 0.06, 5, 25_000, 120_000, 1.2
HELD_TO_GOALS = ("competition list", "entry list", "entry page")

HEAD = (
    "| page | req/s | of the constant | p50 ms | p99 ms | CPU ms, app + database "
    "| CPU of the constant | HTML kB | wire kB | statements |",
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
)
GROWTH_HEAD = (
    "| page | CPU ms at a tenth | at full size | growth | p50 ms at a tenth | at full size |",
    "|---|--:|--:|--:|--:|--:|",
)


@dataclass(frozen=True)
class Run:
    """Everything that was measured at one size."""

    size: Size
    pages: Sequence[Measured]
    visits: dict[str, dict[str, int]]

    def page(self, name: str) -> Measured:
        return next(page for page in self.pages if page.name == name)


def rate(slot: Slot) -> float:
    return slot.rate


def cost(slot: Slot) -> float:
    """CPU milliseconds of one answer, wherever they were spent."""
    return slot.app_ms + slot.database_ms


def as_markdown(full: Run, tenth: Run | None, pace: Pace, machine: str) -> str:
    parts = [
        f"{machine}. {_told(full.size)}. {pace.rounds} rounds of {pace.seconds:g} s a page, "
        f"{pace.connections} connections.",
        "\n".join([*HEAD, _constant(full.pages), *map(_line, full.pages)]),
    ]
    if tenth:
        lines = [_growth_line(tenth.page(page.name), page) for page in full.pages]
        parts += [f"Beside a tenth of it ({_told(tenth.size)}):", "\n".join([*GROWTH_HEAD, *lines])]
    parts.append("\n".join(_visit_lines(full)))
    parts.append("\n".join(f"- {line}" for line in goals(full, tenth)))
    return "\n\n".join(parts) + "\n"


def machine() -> str:
    """What it ran on, without telling whose it is."""
    with open("/proc/cpuinfo") as file:  # noqa: PTH123 -- not a file of ours
        lines = file.readlines()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(models)} x {models[0]}, Linux, Python {platform.python_version()}"


def _told(size: Size) -> str:
    return (
        f"{size.people:,} people, {size.entries:,} entries in {size.roads} competitions, "
        f"{size.ballots:,} ballots"
    )


def _constant(pages: Sequence[Measured]) -> str:
    """The constant page, over all its slots."""
    slots = [constant for page in pages for _, constant in page.slots]
    return _line(Measured("constant 10 kB", 10_240, [(slot, slot) for slot in slots]))


def _line(page: Measured) -> str:
    fewest, most = page.statements
    cells = [
        page.name,
        f"{page.of(rate):,.0f}",
        f"{page.beside_constant(rate):.1%}",
        f"{page.percentile(50):.1f}",
        f"{page.percentile(99):.1f}",
        f"{page.of(lambda s: s.app_ms):.2f} + {page.of(lambda s: s.database_ms):.2f}",
        f"{1 / page.beside_constant(lambda s: s.app_ms):.1%}",
        f"{page.html / 1000:.1f}",
        f"{page.wire / 1000:.1f}",
        f"{fewest}" if fewest == most else f"{fewest} to {most}",
    ]
    return f"| {' | '.join(cells)} |"


def _growth_line(tenth: Measured, full: Measured) -> str:
    cells = [
        full.name, f"{tenth.of(cost):.2f}", f"{full.of(cost):.2f}", f"{growth(tenth, full):.2f} x",
        f"{tenth.percentile(50):.1f}", f"{full.percentile(50):.1f}",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def growth(tenth: Measured, full: Measured) -> float:
    return full.of(cost) / tenth.of(cost)


def _visit_lines(full: Run) -> list[str]:
    return [
        f"First visit to {name}: {sum(kinds.values()) / 1000:.1f} kB over the wire ("
        + ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in kinds.items())
        + ").  "
        for name, kinds in full.visits.items()
    ]


def goals(full: Run, tenth: Run | None) -> list[str]:
    """Each goal, whether it is met, and by how much not."""
    told = []
    for page in (page for page in full.pages if page.name in HELD_TO_GOALS):
        share, most = page.beside_constant(rate), page.statements[1]
        told += [
            _goal(f"{page.name}: {most} statements, at most {STATEMENTS}", most <= STATEMENTS),
            _goal(
                f"{page.name}: {share:.1%} of the constant, at least {SHARE:.0%}", share >= SHARE
            ),
            _goal(f"{page.name}: {page.html / 1000:.1f} kB, at most 25", page.html <= HTML),
        ]
    for name, kinds in full.visits.items():
        total = sum(kinds.values())
        told.append(
            _goal(f"first visit to {name}: {total / 1000:.1f} kB, at most 120", total <= VISIT)
        )
    for page in full.pages if tenth else ():
        assert tenth
        times = growth(tenth.page(page.name), page)
        told.append(
            _goal(f"{page.name}: costs {times:.2f} x a tenth's, at most 1.2", times <= GROWTH)
        )
    return told


def _goal(text: str, met: bool) -> str:
    return f"{'met' if met else '**missed**'}: {text}"


def as_facts(run: Run) -> dict[str, Any]:
    """The same for machines."""
    return {
        "size": asdict(run.size),
        "visits": run.visits,
        "pages": {
            page.name: {
                "rate": page.of(rate), "share": page.beside_constant(rate),
                "p50_ms": page.percentile(50), "p99_ms": page.percentile(99),
                "app_ms": page.of(lambda s: s.app_ms),
                "database_ms": page.of(lambda s: s.database_ms),
                "html": page.html, "wire": page.wire, "statements": page.statements,
            }
            for page in run.pages
        },
    }  # fmt: skip
