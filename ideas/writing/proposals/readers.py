"""Who of many may read a proposal: the same answer as SEE_PROPOSAL, for those who are to hear."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, literal, not_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.permissions import Role
from ideas.road.competitions.models import Competition
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Posting
from ideas.staff.people.queries import held_today
from ideas.staff.roles.models import RoleGrant
from ideas.staff.roles.visitors import in_force
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.queries import was_sent
from ideas.writing.proposals.rules import Consent, Openness

HOME, SCOPE, ORGANISER = aliased(Unit), aliased(Unit), aliased(Unit)


def team_ids(session: Session, proposal_id: UUID) -> set[UUID]:
    """Those who agreed to be in the team."""
    agreed = col(Member.consent) == Consent.AGREED
    mine = col(Member.proposal_id) == proposal_id
    return set(session.scalars(select(col(Member.person_id)).where(mine, agreed)))


def readers(
    session: Session,
    proposal_id: UUID,
    people: Iterable[UUID],
    *,
    inside: bool = False,
    hidden: bool = True,
) -> set[UUID]:
    """Who of these may read it now; `inside`: also what only the team and its guests read.

    Without `hidden` as those outside can know it: as if who hides the name were not in the team.
    """
    asked = list(people)
    if not asked:
        return set()
    mine = exists().where(
        col(Member.proposal_id) == proposal_id, col(Member.person_id) == Posting.person_id,
        col(Member.consent) != Consent.DECLINED, or_(literal(hidden), not_(col(Member.hidden))),
    )  # fmt: skip
    rows = (
        select(col(Posting.person_id))
        .join(HOME, col(HOME.id) == Posting.unit_id)
        .join(Proposal, col(Proposal.id) == proposal_id)
        .join(Competition, col(Competition.id) == Proposal.competition_id)
        .join(SCOPE, col(SCOPE.id) == Competition.unit_id)
        .join(ORGANISER, col(ORGANISER.id) == Competition.organiser_id)
        .where(col(Posting.person_id).in_(asked), held_today())
        .where(mine if inside else or_(mine, _reached()))
    )
    return set(session.scalars(rows))


def _reached() -> ColumnElement[bool]:
    """Opened and not yet sent, and within reach."""
    opened = col(Proposal.openness) == Openness.COLLEAGUES
    return and_(opened, ~was_sent(), in_reach())


def in_reach() -> ColumnElement[bool]:
    """In SQL, with Posting, HOME, Competition, SCOPE and ORGANISER joined: reached by the call,
    and no judge of it."""
    judges = exists().where(
        col(RoleGrant.person_id) == Posting.person_id, col(RoleGrant.role) == Role.JUDGE,
        in_force(), or_(col(RoleGrant.competition_id) == Competition.id, _judges_around()),
    )  # fmt: skip
    return and_(_below(HOME.path, SCOPE.path), ~judges)


def _judges_around() -> ColumnElement[bool]:
    """A judge of a whole part of the organisation, or of all of it."""
    place = aliased(Unit)
    there = exists().where(col(place.id) == RoleGrant.unit_id, _below(ORGANISER.path, place.path))
    return and_(
        col(RoleGrant.competition_id).is_(None), or_(col(RoleGrant.unit_id).is_(None), there)
    )


def _below(path: str, top: str) -> ColumnElement[bool]:
    return func.substr(path, 1, func.length(top)) == top
