"""Which drafts wait to be sent, and whom nobody has reminded of them yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy import select as pick
from sqlmodel import Session, col

from ideas import given
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import is_open_now
from ideas.road.entries.models import Entry
from ideas.staff.organisation.rules import Zone
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState, StepKind
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.rules import Consent
from ideas.writing.reminders.models import Reminding
from ideas.writing.reminders.rules import APART, DAYS, FIRST

AT_ONCE = 500


@dataclass(frozen=True)
class Due:
    """One person, one draft, and how they are told."""

    proposal_id: UUID
    ref: str
    title: str
    begun_at: datetime
    closes_at: datetime
    zone: Zone
    person_id: UUID
    language: str


def due_reminders(session: Session) -> Sequence[Due]:
    """The nearest close first; nobody who had a letter within a day: one statement."""
    now = given.now()
    lately = pick(col(Reminding.person_id)).where(col(Reminding.told_at) > now - APART)
    its_own = and_(
        col(Reminding.proposal_id) == Proposal.id, col(Reminding.person_id) == Member.person_id
    )
    rows = session.execute(
        pick(
            col(Proposal.id), col(Proposal.ref), col(Proposal.title), col(Proposal.created_at),
            col(Step.closes_at), col(Competition.zone), col(Member.person_id),
            col(Person.language),
        )
        .join(Competition, col(Competition.id) == Proposal.competition_id)
        .join(Step, col(Step.competition_id) == Competition.id)
        .join(Member, col(Member.proposal_id) == Proposal.id)
        .join(Person, col(Person.id) == Member.person_id)
        .outerjoin(Entry, col(Entry.proposal_id) == Proposal.id)
        .outerjoin(Reminding, its_own)
        .where(
            col(Entry.id).is_(None), col(Step.kind) == StepKind.CALL, is_open_now(),
            col(Competition.state) == CompetitionState.OPEN,
            col(Step.closes_at) <= now + FIRST, col(Member.consent) == Consent.AGREED,
            col(Member.person_id).not_in(lately), _untold(now),
        )
        .order_by(col(Step.closes_at), col(Proposal.ref), col(Member.person_id))
        .limit(AT_ONCE)
    ).all()  # fmt: skip
    return [Due(*row) for row in rows]


def _untold(now: datetime) -> ColumnElement[bool]:
    """Not reminded of this close as near as this, and not put aside."""
    nearer = [
        and_(col(Step.closes_at) <= now + timedelta(days=days), col(Reminding.days) > days)
        for days in DAYS
    ]
    afresh = or_(
        col(Reminding.closes_at).is_(None), col(Reminding.closes_at) != Step.closes_at, *nearer
    )
    return or_(col(Reminding.person_id).is_(None), and_(col(Reminding.aside).is_(False), afresh))


def is_aside(session: Session, visitor: Visitor, draft: Draft) -> bool:
    """Whether this person wants to hear no more of this draft."""
    row = session.get(Reminding, (draft.row.id, visitor.id))
    return row is not None and row.aside
