"""The first administrators: named at the machine, since nobody could name them on a page."""

from sqlmodel import select

from ideas.database import transaction
from ideas.failures import Missing
from ideas.people.models import Person, PersonNumber
from ideas.permissions import Role, Standing
from ideas.roles.actions import grant_role


def appoint_from_machine(nip: str, role: Role) -> str:
    """Give the bearer of this number a role for all of Wadah; their name."""
    with transaction() as session:
        bearer = select(Person).join(PersonNumber).where(PersonNumber.number == nip)
        person = session.exec(bearer).first()
        if person is None:
            raise Missing
        grant_role(session, Standing(system=True), person.id, role)
        return person.name
