"""A good body for every route of the office. Each function is named after its route."""

from ideas.permissions import Role
from ideas.staff.people.models import Person
from ideas.staff.roles.models import RoleGrant
from tests.factories import Make
from tests.hostile.cases import Case


def administrator(make: Make) -> Person:
    return make.grant(make.person("Putu"), Role.ADMINISTRATOR)


def waiting(make: Make) -> str:
    """The address of a role that waits for a second person."""
    grant = RoleGrant(
        person_id=make.person("Joko").id, role=Role.MENTOR, granted_at=make.now, waits=True
    )
    return f"/admin/roles/{make.save(grant).ref}"


def post_new_role(make: Make) -> Case:
    fields = {
        "person": make.person("Joko").ref, "role": "mentor", "reach": "unit",
        "unit": make.regency.name, "why": "Surat tugas 12.", "begins": "2026-12-01",
        "ends": "2026-12-31",
    }  # fmt: skip
    return Case(administrator(make), "/admin/roles/new", fields)


def post_approval(make: Make) -> Case:
    return Case(administrator(make), f"{waiting(make)}/approval")


def post_revocation(make: Make) -> Case:
    return Case(administrator(make), f"{waiting(make)}/revocation", {"why": "Pindah tugas."})
