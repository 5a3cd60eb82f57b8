"""Reading support and following of one proposal, as one person sees them."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.discovery.merging.models import Merger
from ideas.discovery.merging.queries import Union, mergers_of, mergers_shown, supporters_of
from ideas.permissions import refusal
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.talking.follows.models import Follow
from ideas.writing.proposals.models import Support
from ideas.writing.proposals.queries import Draft

MOST_NAMES = 30


@dataclass(frozen=True)
class Liking:
    """How many support it, where a merger carries support along too; who, for its team only;
    what this person may do; and the mergers that hold."""

    supports: int
    supported: bool
    followed: bool
    may_support: bool
    names: Sequence[str]
    mergers: Sequence[Union] = ()


def liking_of(session: Session, visitor: Visitor, draft: Draft) -> Liking:
    """One statement; for the team one more, with the names; more only where it is merged."""
    own = (col(Support.proposal_id) == draft.row.id) & (col(Support.person_id) == visitor.id)
    followed = (col(Follow.proposal_id) == draft.row.id) & (col(Follow.person_id) == visitor.id)
    all_of_it = col(Support.proposal_id) == draft.row.id
    merges = or_(col(Merger.kept_id) == draft.row.id, col(Merger.other_id) == draft.row.id) & col(
        Merger.undone_at
    ).is_(None)
    count, mine, follows, merging = session.execute(
        select(
            select(func.count()).where(all_of_it).scalar_subquery(),
            select(func.count()).where(own).scalar_subquery(),
            select(func.count()).where(followed).scalar_subquery(),
            select(func.count()).where(merges).scalar_subquery(),
        )
    ).one()
    names = _names(session, draft.row.id) if count and draft.standing.in_team else ()
    may = refusal(Act.SUPPORT_PROPOSAL, draft.standing) is None
    if not merging:
        return Liking(count, bool(mine), bool(follows), may, names)
    count = len(_carried(session, draft.row.id))
    shown = [one for one in mergers_shown(session, visitor, draft) if one.holds]
    return Liking(count, bool(mine), bool(follows), may, names, shown)


def _carried(session: Session, proposal_id: UUID) -> Set[UUID]:
    """Everyone once, on one side only."""
    people: Set[UUID] = supporters_of(session, proposal_id)
    for one in mergers_of(session, proposal_id):
        people = one.supporting(proposal_id, people) if one.holds else people
    return people


def _names(session: Session, proposal_id: UUID) -> Sequence[str]:
    return session.scalars(
        select(col(Person.name))
        .join(Support, col(Support.person_id) == Person.id)
        .where(col(Support.proposal_id) == proposal_id)
        .order_by(col(Support.since).desc(), col(Person.name))
        .limit(MOST_NAMES)
    ).all()
