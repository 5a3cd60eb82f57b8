"""The day of presentations: the lot, confirmations, and the first entry before its judges."""

from datetime import timedelta

from sqlmodel import col

from ideas import given
from ideas.judging.pitches.models import Slot
from ideas.stages import StepKind
from tests.two_worlds.bench import Bench
from tests.two_worlds.story import ZONE


def plan_the_day(bench: Bench) -> None:
    at = bench.at(StepKind.PITCH)
    tomorrow = (given.now() + timedelta(days=1) + ZONE).date().isoformat()
    day = {"day": tomorrow, "starts": "18:00", "ends": "21:00", "room": "Ruang Arjuna"}
    bench.post("dewi", f"{at}/days", day)
    bench.post("dewi", f"{at}/drawing", {})
    bench.post("dewi", f"{at}/publication", {})
    for number, slot in in_order(bench):
        bench.post(bench.lead(number), f"{at}/slots/{slot.ref}", {})


def come_on(bench: Bench) -> None:
    """All that come before, and then the first entry: it is on."""
    for number, slot in in_order(bench):
        call(bench, slot, "talk")
        if number == 0:
            return
        end(bench, number, slot)


def end_the_day(bench: Bench) -> None:
    """From the slot that is on to the last."""
    on = [slot.over_at is None for _, slot in in_order(bench)].index(True)
    for number, slot in in_order(bench)[on:]:
        if slot.talk_at is None:
            call(bench, slot, "talk")
        end(bench, number, slot)


def end(bench: Bench, number: int, slot: Slot) -> None:
    call(bench, slot, "questions")
    for judge, sheet, heard in bench.piles(StepKind.PITCH):
        if heard == number:
            bench.lock(judge, f"/reviews/{sheet.ref}", number)
    call(bench, slot, "over")


def call(bench: Bench, slot: Slot, phase: str) -> None:
    bench.post("dewi", f"{bench.at(StepKind.PITCH)}/room/{slot.ref}", {"phase": phase})


def in_order(bench: Bench) -> list[tuple[int, Slot]]:
    """Each slot with the number of its entry, as the lot gave them."""
    numbers = {entry.id: n for n, entry in enumerate(bench.entries)}
    slots = bench.rows(Slot, col(Slot.step_id) == bench.step(StepKind.PITCH).id)
    return [(numbers[slot.entry_id], slot) for slot in sorted(slots, key=lambda s: s.starts_at)]
