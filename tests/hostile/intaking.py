"""A good body for every route that keeps the people of an office."""

from ideas.permissions import Role
from ideas.staff.staging.models import Intake
from ideas.staff.staging.rules import IntakeState
from tests.factories import Make
from tests.hostile.cases import Case


def _case(make: Make, what: str, state: IntakeState, **fields: str) -> Case:
    melati = make.with_role("Melati", Role.ADMINISTRATOR)
    intake = make.save(
        Intake(
            digest="0" * 64, name="pegawai.csv", made_at=make.now, changed_at=make.now,
            day=make.now.date(), state=state, header=["nip", "nama", "unit"],
            counts=dict.fromkeys(("rows", "wrong", "sound", "new", "changed", "same", "gone"), 0),
        )
    )  # fmt: skip
    return Case(melati, f"/admin/intake/{intake.ref}/{what}", fields)


def post_intake(make: Make) -> Case:
    sheet = ("pegawai.csv", b"nip;nama;unit\n")
    melati = make.with_role("Melati", Role.ADMINISTRATOR)
    return Case(melati, "/admin/intake", files={"file": sheet})


def post_intake_mapping(make: Make) -> Case:
    columns = {"number": "nip", "name": "nama", "unit": "unit"}
    return _case(make, "mapping", IntakeState.MAPPED, **columns)


def post_intake_apply(make: Make) -> Case:
    return _case(make, "apply", IntakeState.CHECKED, gone="keep")


def post_intake_discard(make: Make) -> Case:
    return _case(make, "discard", IntakeState.CHECKED)
