"""Rounds of asking: each page beside the constant one, in turn, several times over."""

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from statistics import median, quantiles

from tests.bench.asks import CONSTANT, Ask
from tests.bench.load import Job, Taken, ask
from tests.bench.serving import Servers, Spent
from tests.bench.visiting import fetch

# A connection has a statement prepared, and then a lasting plan for it, after ten or so.
WARM = 3


@dataclass(frozen=True)
class Pace:
    """How long and how wide to ask."""

    rounds: int = 3
    seconds: float = 3.0
    connections: int = 8

    @property
    def for_constant(self) -> float:
        return self.seconds / 2


@dataclass(frozen=True)
class Slot:
    """One stretch of asking for one page."""

    taken: Taken
    spent: Spent

    @property
    def answers(self) -> int:
        return len(self.taken.took)

    @property
    def rate(self) -> float:
        return self.answers / self.taken.seconds

    @property
    def app_ms(self) -> float:
        return 1000 * self.spent.app / self.answers

    @property
    def database_ms(self) -> float:
        return 1000 * self.spent.database / self.answers


@dataclass(frozen=True)
class Measured:
    """All slots of one page, each with the constant page's slot just before it."""

    name: str
    html: int
    slots: list[tuple[Slot, Slot]] = field(default_factory=list)

    def of(self, value: Callable[[Slot], float]) -> float:
        return median(value(own) for own, _ in self.slots)

    def beside_constant(self, value: Callable[[Slot], float]) -> float:
        return median(value(own) / value(constant) for own, constant in self.slots)

    def percentile(self, percent: int) -> float:
        """Milliseconds within which so many of all answers came."""
        took = [seconds for own, _ in self.slots for seconds in own.taken.took]
        return 1000 * quantiles(took, n=100, method="inclusive")[percent - 1]

    @property
    def statements(self) -> tuple[int, int]:
        """The fewest and the most that an answer took."""
        counts = [count for own, _ in self.slots for count in own.taken.statements]
        return min(counts), max(counts)

    @property
    def wire(self) -> float:
        """Bytes of an answer, head and all."""
        return self.of(lambda slot: slot.taken.wire / slot.answers)


class WrongAnswer(RuntimeError):
    """A page answered something else than it should, so its speed means nothing."""


def measure(
    servers: Servers, asks: Sequence[Ask], pace: Pace, say: Callable[[str], None]
) -> list[Measured]:
    """Every page in every round, with the constant page before each."""
    apart = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=apart) as asker:
        rounds = Rounds(servers, asker, pace)
        measured = [
            Measured(a.name, len(fetch(servers.ports[0], a.requests[0]).body)) for a in asks
        ]
        for number in range(pace.rounds + 1):
            say("warming up" if number == 0 else f"round {number} of {pace.rounds}")
            for page, one in zip(measured, asks, strict=True):
                constant, own = rounds.slot(CONSTANT, number), rounds.slot(one, number)
                if number:
                    page.slots.append((own, constant))
    return measured


@dataclass(frozen=True)
class Rounds:
    servers: Servers
    asker: ProcessPoolExecutor
    pace: Pace

    def slot(self, one: Ask, number: int) -> Slot:
        seconds = self.pace.for_constant if one is CONSTANT else self.pace.seconds
        seconds *= 1 if number else WARM
        job = Job(self.servers.ports, self._shares(one, number), seconds, one.expected, one.again)
        before = self.servers.spent()
        taken = self.asker.submit(ask, job).result()
        if taken.wrong:
            raise WrongAnswer(f"{one.name}: {len(taken.wrong)} times, {taken.wrong[0][:600]!r}")
        return Slot(taken, self.servers.spent().since(before))

    def _shares(self, one: Ask, number: int) -> list[Sequence[bytes]]:
        """What each connection sends: its share, and of what counts only once this round's part."""
        wide = self.pace.connections
        if one is CONSTANT:
            return [one.requests] * wide
        part = one.requests if one.again else one.requests[number :: self.pace.rounds + 1]
        return [part[connection::wide] for connection in range(wide)]
