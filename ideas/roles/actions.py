"""Giving roles."""

from uuid import UUID

from sqlmodel import Session

from ideas import given
from ideas.acts import Act
from ideas.history.actions import record
from ideas.permissions import Role, Standing, require
from ideas.roles.models import RoleGrant


def grant_role(  # noqa: PLR0913 -- a role, its holder and the two kinds of scope
    session: Session,
    giver: Standing,
    person_id: UUID,
    role: Role,
    *,
    unit_id: UUID | None = None,
    competition_id: UUID | None = None,
) -> None:
    """Give a role within a scope; neither unit nor competition means everywhere."""
    require(Act.GRANT_ROLE, giver)
    session.add(
        RoleGrant(
            person_id=person_id, role=role, unit_id=unit_id, competition_id=competition_id,
            granted_at=given.now(),
        )
    )  # fmt: skip
    record(session, Act.GRANT_ROLE, None, person_id, role=role)
