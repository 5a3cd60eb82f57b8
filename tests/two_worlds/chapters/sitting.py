"""The plenary: who is there, who leaves the room for what, one change, and its minutes."""

from ideas.deciding.plenaries.models import OrderChange
from ideas.deciding.plenaries.rules import Decision
from ideas.stages import StepKind
from tests.two_worlds.bench import Bench

WHY = "Dampaknya terbukti di lapangan, dan biayanya jauh lebih kecil daripada yang tertulis."


def sit(bench: Bench) -> None:
    """One change of the first entry, for which one judge is outside; one of the others."""
    at = bench.at(StepKind.PLENARY)
    room = [*(name.lower() for name in bench.judges), "surya"]
    for name in room:
        bench.post("dewi", f"{at}/attendance", {"person": bench.people[name].ref})
    one, two, three = (entry.ref for entry in bench.entries)
    bench.post("dewi", f"{at}/entries/{one}/talk", {})
    member = next(n for n in room if n not in (bench.first, bench.other))
    for entry, above in ((one, two), (three, two)):
        bench.post(member, f"{at}/entries/{entry}/changes", {"above": above, "reason": WHY})
        (change,) = bench.rows(OrderChange, OrderChange.decision == Decision.PROPOSED)
        voters = len(room) - (entry == one)
        hands = {"in_favour": voters, "against": 0, "abstained": 0}
        bench.post("dewi", f"{at}/votes", {"change": change.ref, **hands})
    bench.post("surya", f"{at}/close", {})
    bench.post(member, f"{at}/signature", {})
