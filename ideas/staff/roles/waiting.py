"""What waits for a second administrator."""

from datetime import timedelta

from sqlmodel import Session

from ideas.acts import Act
from ideas.permissions import Role, refusal
from ideas.staff.roles.queries import register
from ideas.staff.roles.rules import GrantState, Shelf
from ideas.staff.roles.visitors import Visitor
from ideas.waiting import Waiting

A_WEEK = timedelta(days=7)


def waiting_roles(session: Session, visitor: Visitor) -> list[Waiting]:
    """The roles that this person may approve; asked only of administrators: two statements."""
    if Role.ADMINISTRATOR not in visitor.roles:
        return []
    lines = register(session, visitor, Shelf.WAITING).lines
    return [
        Waiting("role", line.holder.name, line.grant.ref, line.grant.granted_at + A_WEEK)
        for line in lines
        if line.state is GrantState.WAITING and not refusal(Act.APPROVE_ROLE, line.standing)
    ]
