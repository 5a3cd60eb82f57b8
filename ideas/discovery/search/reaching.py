"""Who finds what, in SQL: the same answers as the pages of the things themselves."""

import re
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, not_, or_
from sqlalchemy import select as pick
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.discovery.finding.models import Findable
from ideas.discovery.finding.rules import Kind
from ideas.discovery.likeness.models import EVERYWHERE
from ideas.permissions import Role
from ideas.road.competitions.models import Competition
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.queries import over, within
from ideas.staff.roles.visitors import Reach, Visitor
from ideas.stages import CompetitionState, EntryState
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.queries import readable_by
from ideas.writing.proposals.rules import Consent

MOST_UNITS = 20  # of which a name may be a part
OUR_REF = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}")
OFFICERS = {Role.SECRETARIAT, Role.LEADER, Role.PUBLISHER}


def findable_by(visitor: Visitor, rows: Any) -> ColumnElement[bool]:
    """A proposal where one may read it, else its entry once that is shown.

    It is asked of one thing after the other, and of no more than are wanted.
    """
    thing, readable = rows.c, readable_by(visitor)
    sent = and_(col(Entry.id) == thing.subject_id, thing.kind == Kind.ENTRY)
    found = or_(
        and_(thing.kind == Kind.PROPOSAL, readable),
        and_(thing.kind == Kind.ENTRY, _listed_to(visitor), not_(readable)),
    )
    return (
        pick(1)
        .select_from(Proposal)
        .join(Competition, col(Competition.id) == Proposal.competition_id)
        .join(Unit, col(Unit.id) == Competition.unit_id)
        .outerjoin(Entry, sent)
        .where(col(Proposal.id) == thing.proposal_id, found)
        .correlate(rows)
        .exists()
    )


def _listed_to(visitor: Visitor) -> ColumnElement[bool]:
    """As SEE_ENTRY and the lists have it: what passed the screening and was not taken back, to
    everybody once it is over, before that to whom the call reaches and its officers, no judge."""
    before = and_(_reached(visitor), *(not_(_within(r)) for r in _as(visitor, {Role.JUDGE})))
    return and_(
        col(Entry.shown),
        col(Entry.state) != EntryState.WITHDRAWN,
        or_(col(Competition.state) == CompetitionState.DONE, before),
    )


def _reached(visitor: Visitor) -> ColumnElement[bool]:
    """With Competition and its unit joined: one may take part in it, or is its officer."""
    officer = [_within(reach) for reach in _as(visitor, OFFICERS)]
    return or_(over(col(Unit.path), visitor.unit_path), *officer)


def _as(visitor: Visitor, roles: set[Role]) -> list[Reach]:
    return [reach for reach in visitor.reaches if reach.role in roles]


def _within(reach: Reach) -> ColumnElement[bool]:
    if reach.competition_id is not None:
        return col(Competition.id) == reach.competition_id
    organiser = aliased(Unit)
    below = pick(col(organiser.id)).where(within(col(organiser.path), reach.unit_path))
    return col(Competition.organiser_id).in_(below)


def reaches_of(session: Session, visitor: Visitor) -> list[UUID]:
    """The units below which stands what one may find, and everywhere: one statement."""
    officer = or_(false(), *(_within(reach) for reach in _as(visitor, OFFICERS)))
    served = pick(col(Competition.unit_id)).where(officer)
    near = or_(over(col(Unit.path), visitor.unit_path), col(Unit.id).in_(served))
    return [EVERYWHERE, *session.scalars(pick(col(Unit.id)).where(near))]


def _takes_part(visitor: Visitor) -> ColumnElement[bool]:
    return and_(col(Member.person_id) == visitor.id, col(Member.consent) != Consent.DECLINED)


def mine_of(visitor: Visitor) -> ColumnElement[bool]:
    """Of a team in which one is, or to which one is invited."""
    teams = pick(col(Member.proposal_id)).where(_takes_part(visitor))
    return col(Findable.proposal_id).in_(teams)


def in_units(session: Session, thing: Any, names: tuple[str, ...]) -> ColumnElement[bool]:
    """Of a unit of this reference, or with these words in its name, or of one below it."""
    named = [
        col(Unit.ref) == name.upper()
        if OUR_REF.fullmatch(name.upper())
        else col(Unit.name).icontains(name, autoescape=True)
        for name in names
    ]
    tops = session.scalars(pick(col(Unit.path)).where(or_(*named)).limit(MOST_UNITS)).all()
    below = or_(false(), *(within(col(Unit.path), path) for path in tops))
    return cast(ColumnElement[bool], thing.unit_id.in_(pick(col(Unit.id)).where(below)))
