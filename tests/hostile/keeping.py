"""A good body for every route about personal data, named after its route."""

from datetime import timedelta
from typing import Any

from ideas.permissions import Role
from ideas.protection.breaches.models import Breach
from ideas.protection.erasure.models import Erasure
from ideas.protection.privacy.rules import Right
from ideas.protection.requests.models import PrivacyRequest
from ideas.staff.people.models import Person
from tests.factories import Make
from tests.hostile.cases import Case

LATER = timedelta(days=3)
FOUND = {
    "what": "Surel salah kirim", "happened": "Daftar hadir terkirim ke luar.", "data": "Nama",
    "people": "12", "handling": "Ditarik.", "found_at": "2026-11-24T08:00",
}  # fmt: skip


def _own(make: Make, tail: str, fields: dict[str, Any]) -> Case:
    sari = make.person("Sari")
    return Case(sari, f"/people/{sari.ref}/data/{tail}", fields)


def _asked(make: Make, right: Right) -> tuple[PrivacyRequest, Person]:
    request = PrivacyRequest(
        person_id=make.person("Sari").id, right=right, wrong="Alamat lama.", asked_at=make.now,
        due_at=make.now + LATER,
    )  # fmt: skip
    return make.save(request), make.with_role("Dewi", Role.ADMINISTRATOR)


def post_shown(make: Make) -> Case:
    return _own(make, "shown", {"shown": ["awards", "works"]})


def post_copy(make: Make) -> Case:
    return _own(make, "copy", {})


def post_privacy_request(make: Make) -> Case:
    fields = {"right": "correct", "wrong": "Jabatan lama.", "better": "Pranata komputer."}
    return _own(make, "requests", fields)


def post_periods(make: Make) -> Case:
    return Case(
        make.with_role("Dewi", Role.ADMINISTRATOR), "/admin/privacy/periods", {"days-jobs": "20"}
    )


def post_answer(make: Make) -> Case:
    request, dewi = _asked(make, Right.CORRECT)
    fields = {"state": "done", "answer": "Sudah kami perbaiki."}
    return Case(dewi, f"/admin/privacy/requests/{request.ref}", fields)


def post_erasure_decision(make: Make) -> Case:
    request, dewi = _asked(make, Right.ERASE)
    return Case(dewi, f"/admin/privacy/requests/{request.ref}/decision")


def post_erasure(make: Make) -> Case:
    request, dewi = _asked(make, Right.ERASE)
    make.save(
        Erasure(
            request_id=request.id, person_id=request.person_id, decided_by=dewi.id,
            decided_at=make.now, pseudonym="AAAA-BBBB",
        )
    )  # fmt: skip
    wayan = make.with_role("Wayan", Role.PERSONNEL)
    return Case(wayan, f"/admin/privacy/requests/{request.ref}/erasure")


def post_breach(make: Make) -> Case:
    dewi = make.with_role("Dewi", Role.ADMINISTRATOR)
    return Case(dewi, "/admin/privacy/breaches", dict(FOUND))


def post_breach_change(make: Make) -> Case:
    dewi = make.with_role("Dewi", Role.ADMINISTRATOR)
    breach = make.save(
        Breach(
            what="Surel", happened="Kemarin.", data="Nama", people=3, kept_by=dewi.id,
            found_at=make.now, due_at=make.now + LATER,
        )
    )  # fmt: skip
    fields = FOUND | {"notified_at": "2026-11-25T08:00"}
    return Case(dewi, f"/admin/privacy/breaches/{breach.ref}", fields)
