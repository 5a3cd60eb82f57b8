"""Who holds an office of a competition: judges, chair, leader, publisher."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.permissions import Role
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.queries import over
from ideas.staff.people.finding import Somebody, employed
from ideas.staff.people.models import Person
from ideas.staff.roles.models import RoleGrant
from ideas.staff.roles.rules import OFFICES
from ideas.staff.roles.visitors import in_force


@dataclass(frozen=True)
class Officer:
    """Somebody with an office. `here`: named for this competition, not for everything."""

    person: Somebody
    role: Role
    here: bool


def officers_in(
    session: Session, competition_id: UUID, organiser_path: str, roles: Sequence[Role] = OFFICES
) -> list[Officer]:
    """Who holds an office that reaches this competition, organised at this unit."""
    scope = aliased(Unit)
    here = col(RoleGrant.competition_id) == competition_id
    general = and_(
        col(RoleGrant.competition_id).is_(None),
        or_(col(scope.path).is_(None), over(col(scope.path), organiser_path)),
    )
    rows = session.execute(
        employed(col(RoleGrant.role), col(RoleGrant.competition_id))
        .join(RoleGrant, and_(col(RoleGrant.person_id) == col(Person.id), in_force()))
        .outerjoin(scope, col(scope.id) == RoleGrant.unit_id)
        .where(col(RoleGrant.role).in_(roles), or_(here, general))
        .order_by(col(RoleGrant.role), col(Person.name), col(Person.ref))
    )
    return [Officer(Somebody(*row[:5]), row[5], row[6] is not None) for row in rows]
