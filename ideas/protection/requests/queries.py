"""Reading requests about personal data: one's own, and those that wait for the office."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.failures import Missing
from ideas.permissions import Relation, Role, Standing, require_visible
from ideas.protection.privacy.rules import RequestState, Right
from ideas.protection.requests.models import PrivacyRequest
from ideas.staff.organisation.models import Unit
from ideas.staff.people.finding import POSTED
from ideas.staff.people.models import Person, Posting
from ideas.staff.people.queries import held_today
from ideas.staff.roles.visitors import Visitor

OFFICE = (Role.ADMINISTRATOR, Role.PERSONNEL, Role.AUDITOR)
MOST = 100


@dataclass(frozen=True)
class Asked:
    """A request as it stands in the queue."""

    ref: str
    right: Right
    due_at: datetime
    asked_at: datetime
    answered_at: datetime | None
    state: RequestState
    name: str
    unit: str | None


@dataclass(frozen=True)
class RequestSeen:
    """A request, whom it is about, and how the visitor stands to it."""

    row: PrivacyRequest
    name: str
    unit: str
    standing: Standing


def requests_of(session: Session, person_id: UUID) -> list[PrivacyRequest]:
    """What one asked oneself, the newest first."""
    own = select(PrivacyRequest).where(col(PrivacyRequest.person_id) == person_id)
    return list(session.scalars(own.order_by(col(PrivacyRequest.asked_at).desc()).limit(50)))


def requests_in(session: Session, visitor: Visitor, *, waiting: bool) -> list[Asked]:
    """Those that wait, overdue first; or the last that were answered."""
    order = col(PrivacyRequest.due_at) if waiting else col(PrivacyRequest.answered_at).desc()
    here = col(PrivacyRequest.state) == RequestState.WAITING
    asked = _requests(
        col(PrivacyRequest.ref), col(PrivacyRequest.right), col(PrivacyRequest.due_at),
        col(PrivacyRequest.asked_at), col(PrivacyRequest.answered_at),
        col(PrivacyRequest.state), col(Person.name), col(Unit.name),
    )  # fmt: skip
    rows = session.execute(
        asked.where(_within(visitor), here if waiting else ~here)
        .order_by(order, col(PrivacyRequest.ref))
        .limit(MOST if waiting else 10)
    )
    return [Asked(*row) for row in rows]


def find_request(session: Session, visitor: Visitor, ref: str) -> RequestSeen:
    """A request that this visitor's office answers for; else it does not exist."""
    require_visible(Act.SEE_PRIVACY, visitor.standing)
    row = session.execute(
        _requests(PrivacyRequest, col(Person.name), col(Unit.name), col(Unit.path)).where(
            _within(visitor), col(PrivacyRequest.ref) == ref
        )
    ).first()
    if row is None:
        raise Missing
    return RequestSeen(row[0], row[1], row[2] or "", _standing(visitor, row[0], row[3] or ""))


def _standing(visitor: Visitor, request: PrivacyRequest, path: str) -> Standing:
    own = frozenset({Relation.SELF}) if request.person_id == visitor.id else frozenset()
    return Standing(signed_in=True, roles=visitor.roles_in(None, path), relations=own)


def _requests(*wanted: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(*wanted)
        .join_from(PrivacyRequest, Person, col(Person.id) == PrivacyRequest.person_id)
        .outerjoin(Posting, and_(POSTED, held_today()))
        .outerjoin(Unit, col(Unit.id) == Posting.unit_id)
    )


def _within(visitor: Visitor) -> ColumnElement[bool]:
    """Requests of people in the units that the visitor's office reaches."""
    reaches = [
        reach.unit_path or "" for reach in visitor.reaches
        if reach.role in OFFICE and reach.competition_id is None
    ]  # fmt: skip
    if "" in reaches:
        return col(PrivacyRequest.id).is_not(None)
    return or_(col(Unit.path).in_([]), *(col(Unit.path).startswith(path) for path in reaches))
