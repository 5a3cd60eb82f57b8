"""Reading support and following of one proposal, as one person sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.follows.models import Follow, Support
from ideas.people.models import Person
from ideas.permissions import refusal
from ideas.proposals.queries import Draft
from ideas.roles.visitors import Visitor

MOST_NAMES = 30


@dataclass(frozen=True)
class Liking:
    """How many support it; who, for its team only; and what this person may do."""

    supports: int
    supported: bool
    followed: bool
    may_support: bool
    names: Sequence[str]


def liking_of(session: Session, visitor: Visitor, draft: Draft) -> Liking:
    """One statement; for the team one more, with the names."""
    own = (col(Support.proposal_id) == draft.row.id) & (col(Support.person_id) == visitor.id)
    followed = (col(Follow.proposal_id) == draft.row.id) & (col(Follow.person_id) == visitor.id)
    all_of_it = col(Support.proposal_id) == draft.row.id
    count, mine, follows = session.execute(
        select(
            select(func.count()).where(all_of_it).scalar_subquery(),
            select(func.count()).where(own).scalar_subquery(),
            select(func.count()).where(followed).scalar_subquery(),
        )
    ).one()
    names = _names(session, draft.row.id) if count and draft.standing.in_team else ()
    may = refusal(Act.SUPPORT_PROPOSAL, draft.standing) is None
    return Liking(count, bool(mine), bool(follows), may, names)


def _names(session: Session, proposal_id: UUID) -> Sequence[str]:
    return session.scalars(
        select(col(Person.name))
        .join(Support, col(Support.person_id) == Person.id)
        .where(col(Support.proposal_id) == proposal_id)
        .order_by(col(Support.since).desc(), col(Person.name))
        .limit(MOST_NAMES)
    ).all()
