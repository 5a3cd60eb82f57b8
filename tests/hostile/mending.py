"""A good body for every route of keeping units and postings, named after its route."""

from datetime import date, timedelta
from typing import Any

from ideas.permissions import Role
from ideas.staff.people.models import StandIn
from ideas.staff.people.rules import StandInKind
from tests.factories import Make
from tests.hostile.cases import Case

DAY = date(2026, 11, 24)


class Keeping:
    """Rini keeps people; Sari works in an office of the regency under Wayan."""

    def __init__(self, make: Make) -> None:
        self.make = make
        self.office = make.unit("Dinas Kesehatan")
        self.rini = make.with_role("Rini", Role.PERSONNEL)
        self.wayan = make.person("Wayan", unit=self.office)
        self.sari = make.person("Sari", unit=self.office, superior=self.wayan)

    def case(self, tail: str, **fields: Any) -> Case:
        return Case(self.rini, f"/admin/{tail}", {"reason": "SK 12/2026", **fields})


def post_unit_change(make: Make) -> Case:
    office = Keeping(make)
    return office.case(f"units/{office.office.ref}/rename", name="Dinas Baru", day=str(DAY))


def post_transfer(make: Make) -> Case:
    office = Keeping(make)
    return office.case(
        f"postings/{office.sari.ref}/transfer", unit=make.unit("Dinas Sosial").ref,
        position="Analis", kind="functional", grade="III/b", superior=office.wayan.ref,
        day=str(DAY), q="",
    )  # fmt: skip


def post_stand_in(make: Make) -> Case:
    office = Keeping(make)
    return office.case(
        f"postings/{office.sari.ref}/standin", person=office.wayan.ref, kind="plh",
        since=str(DAY), until=str(DAY + timedelta(days=3)), q="",
    )  # fmt: skip


def post_stand_in_ending(make: Make) -> Case:
    office = Keeping(make)
    stand_in = make.save(
        StandIn(
            person_id=office.wayan.id, for_id=office.sari.id, kind=StandInKind.PLH,
            since=DAY, until=DAY + timedelta(days=9),
        )
    )  # fmt: skip
    tail = f"postings/{office.sari.ref}/standin/ending"
    return office.case(tail, stand_in=stand_in.ref, day=str(DAY + timedelta(days=2)))
