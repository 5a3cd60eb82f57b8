"""How well the check finds who wrote, and how often it warns for nothing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ideas.writing.anonymity.rules import Sign, traces_in
from tests.writing.anonymity.passages import Passage, Writer

LANGUAGES = ("id", "en")
EACH = 200


@dataclass
class Measured:
    """Found of planted, by language and sign; warned of clean, by whether it tempts."""

    found: Counter[tuple[str, Sign]] = field(default_factory=Counter)
    planted: Counter[tuple[str, Sign]] = field(default_factory=Counter)
    warned: Counter[tuple[str, bool]] = field(default_factory=Counter)
    clean: Counter[tuple[str, bool]] = field(default_factory=Counter)
    wrong: list[Passage] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found.total() / self.planted.total()

    @property
    def alarms(self) -> float:
        return self.warned.total() / self.clean.total()

    @property
    def passages(self) -> int:
        return self.planted.total() + self.clean.total()


def passages(seed: int, each: int) -> Iterator[Passage]:
    writer = Writer(seed)
    for language in LANGUAGES:
        for sign in Sign:
            yield from (writer.telling(language, sign) for _ in range(each))
        yield from (writer.clean(language) for _ in range(each * len(Sign)))


def measure(seed: int, each: int = EACH) -> Measured:
    told = Measured()
    for passage in passages(seed, each):
        traces = traces_in({"": passage.text}, passage.team)
        if passage.sign is None:
            told.clean[passage.language, passage.hard] += 1
            told.warned[passage.language, passage.hard] += bool(traces)
            right = not traces
        else:
            ends = [(t.sign, t.start, t.start + len(t.passage)) for t in traces]
            right = any(
                s is passage.sign and a < passage.end and b > passage.start for s, a, b in ends
            )
            told.planted[passage.language, passage.sign] += 1
            told.found[passage.language, passage.sign] += right
        told.wrong += [] if right else [passage]
    return told


def as_lines(told: Measured) -> list[str]:
    """The table that `make bench` prints."""
    lines = [
        f"Self-identification, {told.passages:,} generated passages: recall {told.recall:.1%}, "
        f"false alarms {told.alarms:.1%} of clean passages.",
        "",
        "| language | " + " | ".join(Sign) + " | alarms, plain | alarms, tempting |",
        "|---|" + "--:|" * (len(Sign) + 2),
    ]
    for language in LANGUAGES:
        shares = [told.found[language, sign] / told.planted[language, sign] for sign in Sign]
        shares += [
            told.warned[language, hard] / told.clean[language, hard] for hard in (False, True)
        ]
        lines.append(f"| {language} | " + " | ".join(f"{share:.1%}" for share in shares) + " |")
    return lines
