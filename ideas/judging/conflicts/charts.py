"""The chart around some judges and some teams, in one statement."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Select,
    Subquery,
    Uuid,
    and_,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas import given
from ideas.judging.conflicts.rules import Chart, Place, Together
from ideas.staff.people.models import Posting
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.rules import Consent

IN_TOUCH = (Consent.AGREED, Consent.LEFT)
Team = Collection[UUID] | Select[UUID]
Said = Select[UUID] | BindParameter[Any]  # the team as a statement names it


def chart_around(session: Session, judges: Collection[UUID], team: Team, since: date) -> Chart:
    """Postings of these people and of their superiors, held at any time since a day."""
    said = {"judges": list(judges), "since": since, "today": given.now().date()}
    if isinstance(team, Select):
        rows = session.execute(_around(team), said).all()
    else:
        rows = session.connection().execute(_around_people(), said | {"team": list(team)}).all()
    together = {Together(*row[5:]) for row in rows if row[5] is not None}
    return Chart(judges, dict.fromkeys(Place(*row[:5]) for row in rows), together)


@cache
def _around_people() -> Select[*tuple[Any, ...]]:
    """Asked with every mark, so it is put together once."""
    return _around(bindparam("team", expanding=True, type_=Uuid()))


def _around(team: Said) -> Select[*tuple[Any, ...]]:
    below = aliased(Posting)
    superiors = select(col(below.superior_id)).where(_of(below, team), _held(below))
    people = col(Posting.person_id)
    mates = _mates()
    return (
        select(
            people, col(Posting.unit_id), col(Posting.superior_id), col(Posting.since),
            col(Posting.until), mates,
        )
        .outerjoin(mates, mates.c.mate == people)
        .where(or_(_of(Posting, team), people.in_(superiors)), _held(Posting))
        .order_by(col(Posting.since))
    )  # fmt: skip


def _of(posting: Any, team: Said) -> ColumnElement[bool]:
    return or_(col(posting.person_id).in_(_judges()), col(posting.person_id).in_(team))


def _judges() -> BindParameter[Any]:
    return bindparam("judges", expanding=True, type_=Uuid())


def _held(posting: Any) -> ColumnElement[bool]:
    """Begun by today, and not ended before that day."""
    until, since = col(posting.until), bindparam("since", type_=Date)
    begun = col(posting.since) <= bindparam("today", type_=Date)
    return and_(begun, or_(until.is_(None), until >= since))


def _mates() -> Subquery:
    """Whom the judges wrote with: until one of the two left, else until the last saving."""
    own, mate = aliased(Member), aliased(Member)
    until: tuple[Any, ...] = (col(own.left_at), col(mate.left_at), col(Proposal.saved_at))
    return (
        select(
            col(own.person_id).label("judge"), col(mate.person_id).label("mate"),
            col(own.proposal_id).label("proposal"), func.coalesce(*until).label("until"),
            or_(col(own.hidden), col(mate.hidden)).label("hidden"),
        )
        .join(mate, col(mate.proposal_id) == own.proposal_id)
        .join(Proposal, col(Proposal.id) == own.proposal_id)
        .where(
            col(own.person_id).in_(_judges()), col(mate.person_id) != own.person_id,
            _in_touch(own), _in_touch(mate),
        )
        .subquery()
    )  # fmt: skip


def _in_touch(member: Any = Member) -> ColumnElement[bool]:
    """Also those who left: they know the entry, and whom they wrote it with."""
    return col(member.consent).in_(IN_TOUCH)
