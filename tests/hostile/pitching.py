"""A good body for every route of presentations, named after its route."""

from datetime import timedelta
from typing import Any

from ideas.judging.panels.models import Assignment
from ideas.judging.pitches.models import Swap
from ideas.judging.pitches.rules import Phase
from tests.factories import Make
from tests.hostile.cases import Case
from tests.judging.pitches.stage import Hall

WIB = timedelta(hours=7)


def _by_the_office(hall: Hall, tail: str, fields: dict[str, Any]) -> Case:
    return Case(hall.dewi, hall.at + tail, fields, hall.step.closes_at)


def post_pitch_day(make: Make) -> Case:
    hall = Hall(make, planned="nothing")
    day = (make.now + timedelta(days=1) + WIB).date().isoformat()
    hours = {"starts": "09:00", "ends": "12:00", "break_from": "10:00", "break_until": "10:15"}
    return _by_the_office(hall, "/days", {"day": day, "room": "Aula", **hours})


def post_pitch_day_change(make: Make) -> Case:
    hall = Hall(make)
    place = {"room": "Aula Barat", "link": "https://rapat.example.go.id/arjuna"}
    return _by_the_office(hall, f"/days/{hall.day().ref}", place)


def post_pitch_drawing(make: Make) -> Case:
    return _by_the_office(Hall(make, planned="days"), "/drawing", {})


def post_pitch_publication(make: Make) -> Case:
    return _by_the_office(Hall(make, planned="drawn", late=True), "/publication", {})


def post_pitch_exchange(make: Make) -> Case:
    hall = Hall(make)
    first, second, _ = hall.slots()
    fields = {"slot": first.ref, "other": second.ref, "reason": "Ada upacara di kantor."}
    return _by_the_office(hall, "/exchange", fields)


def post_pitch_phase(make: Make) -> Case:
    hall = Hall(make)
    return _by_the_office(hall, f"/room/{hall.slots()[0].ref}", {"phase": "talk"})


def post_pitch_attendance(make: Make) -> Case:
    hall = Hall(make)
    slot = hall.slots()[0]
    hall.call(slot, Phase.TALK)
    seats: list[Assignment] = hall.sheets(slot)
    there = {"present": [seat.ref for seat in seats[:2]]}
    return _by_the_office(hall, f"/room/{slot.ref}/attendance", there)


def post_pitch_absence(make: Make) -> Case:
    hall = Hall(make)
    gone = {"do": "absent", "reason": "Tidak ada kabar sampai gilirannya lewat."}
    return _by_the_office(hall, f"/room/{hall.due().ref}/absence", gone)


def _by_the_lead(hall: Hall, tail: str, fields: dict[str, Any]) -> Case:
    slot = hall.slots()[0]
    return Case(hall.lead_of(slot), hall.own(slot) + tail, fields, hall.step.closes_at)


def post_slot_confirmation(make: Make) -> Case:
    return _by_the_lead(Hall(make), "", {})


def post_swap(make: Make) -> Case:
    hall = Hall(make, late=True)
    other = hall.slots()[1]
    return _by_the_lead(hall, "/swap", {"other": other.ref, "note": "Ada upacara."})


def post_swap_answer(make: Make) -> Case:
    hall = Hall(make, late=True)
    first, second, _ = hall.slots()
    asked = make.save(Swap(slot_id=second.id, other_id=first.id, asked_at=make.now))
    return _by_the_lead(hall, "/answer", {"swap": asked.ref, "verdict": "agreed"})
