"""Naming the officers of one competition: its judges, chair, leader and publisher."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select, update

from ideas import given
from ideas.acts import Act
from ideas.failures import Invalid
from ideas.history.actions import record
from ideas.permissions import Role, Standing, require
from ideas.say import say
from ideas.staff.people.models import Person
from ideas.staff.roles.models import RoleGrant
from ideas.staff.roles.rules import OFFICES, clash
from ideas.staff.roles.visitors import Reach, Visitor, visitor_of


@dataclass(frozen=True)
class Seat:
    """An office of one competition, organised at one unit."""

    role: Role
    competition_id: UUID
    competition: str
    organiser_path: str


def appoint(
    session: Session, giver: Visitor, standing: Standing, person_id: UUID, seat: Seat
) -> None:
    """Name somebody for an office of one competition. The lock keeps two namings apart."""
    require(Act.APPOINT_OFFICER, standing)
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    person = visitor_of(session, person_id)
    _check_seat(person, seat)
    session.add(
        RoleGrant(
            person_id=person_id, role=seat.role, competition_id=seat.competition_id,
            granted_at=given.now(), granted_by=giver.id,
        )
    )  # fmt: skip
    record(
        session, Act.APPOINT_OFFICER, giver.id, person_id,
        role=seat.role, competition=seat.competition,
    )  # fmt: skip


def dismiss(
    session: Session, giver: Visitor, standing: Standing, person_id: UUID, seat: Seat
) -> None:
    """Take an office back before the judging begins."""
    require(Act.DISMISS_OFFICER, standing)
    session.execute(
        update(RoleGrant)
        .where(
            col(RoleGrant.person_id) == person_id, col(RoleGrant.role) == seat.role,
            col(RoleGrant.competition_id) == seat.competition_id,
            col(RoleGrant.revoked_at).is_(None),
        )
        .values(revoked_at=given.now(), revoked_by=giver.id)
    )  # fmt: skip
    record(
        session, Act.DISMISS_OFFICER, giver.id, person_id,
        role=seat.role, competition=seat.competition,
    )  # fmt: skip


def _check_seat(person: Visitor, seat: Seat) -> None:
    if seat.role not in OFFICES:
        raise Invalid({"role": say("Peran ini tidak diberikan untuk satu kompetisi.")})
    if Reach(seat.role, None, seat.competition_id) in person.reaches:
        raise Invalid({"role": say("{name} sudah memegang peran ini.", name=person.name)})
    other = clash(seat.role, person.roles_in(seat.competition_id, seat.organiser_path))
    if other:
        raise Invalid(
            {
                "role": say(
                    "{name} sudah menjadi {other}, maka tidak dapat menjadi {role} juga.",
                    name=person.name, other=other, role=seat.role,
                )
            }
        )  # fmt: skip
