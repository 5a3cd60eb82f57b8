"""The chart around some judges and some teams, in one statement."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
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
    union,
)
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas import given
from ideas.database import among
from ideas.judging.conflicts.rules import Chart, Place, Together
from ideas.staff.people.models import Person, Posting
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.rules import Consent

IN_TOUCH = (Consent.AGREED, Consent.LEFT)
People = Select[UUID]


def chart_around(session: Session, judges: Collection[UUID], team: People, since: date) -> Chart:
    """Postings of these people and of their superiors, held at any time since a day."""
    these = select(col(Person.id)).where(col(Person.id).in_(judges))
    return _charted(judges, session.execute(_around(these, team), _days(since)).all())


def chart_around_one(session: Session, judge: UUID, proposal: UUID, since: date) -> Chart:
    """The same of one judge and one team. Asked with every mark."""
    said = {"judge": judge, "proposal": proposal, **_days(since)}
    return _charted([judge], session.connection().execute(_around_one(), said).all())


def _days(since: date) -> dict[str, date]:
    return {"since": since, "today": given.now().date()}


def _charted(judges: Collection[UUID], rows: Sequence[Any]) -> Chart:
    together = {Together(*row[5:]) for row in rows if row[5] is not None}
    return Chart(judges, dict.fromkeys(Place(*row[:5]) for row in rows), together)


@cache
def _around_one() -> Select[*tuple[Any, ...]]:
    team = select(col(Member.person_id)).where(col(Member.proposal_id) == bindparam("proposal"))
    return _around(select(bindparam("judge", type_=Uuid())), team)


def _around(judges: People, team: People) -> Select[*tuple[Any, ...]]:
    here, below = union(judges, team).subquery(), aliased(Posting)
    superiors = (
        select(col(below.superior_id)).join(here, here.c[0] == below.person_id).where(_held(below))
    )
    people, mates = union(select(here.c[0]), superiors).subquery(), _mates(judges)
    return (
        select(
            col(Posting.person_id), col(Posting.unit_id), col(Posting.superior_id),
            col(Posting.since), col(Posting.until), mates,
        )
        .join(people, people.c[0] == Posting.person_id)
        .outerjoin(mates, mates.c.mate == Posting.person_id)
        .where(_held(Posting))
        .order_by(col(Posting.since))
    )  # fmt: skip


def _held(posting: Any) -> ColumnElement[bool]:
    """Begun by today, and not ended before that day."""
    until, since = col(posting.until), bindparam("since", type_=Date)
    begun = col(posting.since) <= bindparam("today", type_=Date)
    return and_(begun, or_(until.is_(None), until >= since))


def _mates(judges: People) -> Subquery:
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
            col(own.person_id).in_(judges), col(mate.person_id) != own.person_id,
            _in_touch(own), _in_touch(mate),
        )
        .subquery()
    )  # fmt: skip


def _in_touch(member: Any = Member) -> ColumnElement[bool]:
    """Also those who left: they know the entry, and whom they wrote it with."""
    return among(col(member.consent), IN_TOUCH)
