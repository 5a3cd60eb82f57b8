"""A good body for every route of a plenary, named after its route."""

from typing import Any

from ideas.staff.people.models import Person
from tests.browsing import Browser
from tests.deciding.plenaries.hall import WHY, Hall
from tests.factories import Make
from tests.hostile.cases import Case


def _gathered(make: Make) -> Hall:
    hall = Hall(make)
    hall.gather()
    return hall


def _in(hall: Hall, who: Person, tail: str, fields: dict[str, Any] | None = None) -> Case:
    return Case(who, hall.url + tail, fields or {})


def post_attendance(make: Make) -> Case:
    hall = Hall(make)
    return _in(hall, hall.dewi, "/attendance", {"person": hall.surya.ref})


def post_talk(make: Make) -> Case:
    hall = _gathered(make)
    return _in(hall, hall.surya, f"/entries/{hall.entries[1].ref}/talk")


def post_change(make: Make) -> Case:
    hall = _gathered(make)
    first, second = hall.entries[:2]
    wish = {"above": first.ref, "reason": WHY}
    return _in(hall, hall.judges[0], f"/entries/{second.ref}/changes", wish)


def post_count(make: Make) -> Case:
    hall = _gathered(make)
    change = hall.propose(hall.entries[2], hall.entries[1])
    hands = {"in_favour": "3", "against": "1", "abstained": "0"}
    return _in(hall, hall.dewi, "/votes", {"change": change.ref} | hands)


def post_plenary_close(make: Make) -> Case:
    hall = _gathered(make)
    return _in(hall, hall.surya, "/close")


def post_minutes_signature(make: Make) -> Case:
    hall = _gathered(make)
    Browser(hall.surya).post(f"{hall.url}/close")
    return _in(hall, hall.judges[0], "/signature")


def post_plenary_reopening(make: Make) -> Case:
    hall = _gathered(make)
    hall.sign()
    return _in(hall, hall.dewi, "/reopening", {"reason": "Satu suara salah hitung."})
