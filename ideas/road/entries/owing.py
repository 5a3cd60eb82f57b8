"""What waits for one person, on their desk."""

from typing import Any

from sqlalchemy import Select, and_, case, func, literal, union_all
from sqlalchemy import select as pick
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas import given
from ideas.permissions import Role
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import is_open_now
from ideas.road.entries.deciding import acting, near, with_stand_ins
from ideas.road.entries.models import Entry
from ideas.road.entries.waiting import MOST_WAITING, screens
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.stages import EntryState, Owner, StepKind
from ideas.waiting import Waiting
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.rules import TAKING_PART, Consent, Part


def waiting_entries(session: Session, visitor: Visitor) -> tuple[Waiting, ...]:
    """Kinds draft, invitation, named, returned, completion, endorsement, screening (one a
    competition, counted). At most three statements.
    """
    of_teams = union_all(_drafts(visitor), _given_back(visitor), _to_complete(visitor))
    found = [Waiting(*row) for row in session.execute(of_teams.limit(MOST_WAITING))]
    found += _to_endorse(session, visitor)
    if any(reach.role is Role.SECRETARIAT for reach in visitor.reaches):
        found += _to_screen(session, visitor)
    return tuple(sorted(found, key=lambda waiting: (waiting.due_at, waiting.ref)))


def _drafts(visitor: Visitor) -> Select[*tuple[Any, ...]]:
    kind = case(
        (col(Member.consent) == Consent.AGREED, "draft"),
        (col(Member.part) == Part.LEAD, "named"), else_="invitation",
    )  # fmt: skip
    return (
        pick(kind, col(Proposal.title), col(Proposal.ref), col(Step.closes_at))
        .join(Proposal, col(Proposal.id) == Member.proposal_id)
        .join(Step, col(Step.competition_id) == Proposal.competition_id)
        .outerjoin(Entry, col(Entry.proposal_id) == Proposal.id)
        .where(
            col(Member.person_id) == visitor.id, col(Member.consent).in_(TAKING_PART),
            col(Step.kind) == StepKind.CALL, is_open_now(), col(Entry.id).is_(None),
        )
    )  # fmt: skip


def _given_back(visitor: Visitor) -> Select[*tuple[Any, ...]]:
    mine = and_(
        col(Member.proposal_id) == Entry.proposal_id, col(Member.person_id) == visitor.id,
        col(Member.left_at).is_(None),
    )  # fmt: skip
    return (
        pick(literal("returned"), col(Entry.title), col(Entry.ref), col(Entry.due_at))
        .join(Member, mine)
        .join(Step, col(Step.id) == Entry.step_id)
        .where(
            col(Member.consent) == Consent.AGREED,
            col(Entry.state) == EntryState.RETURNED,
            is_open_now(),
        )
    )


def _to_complete(visitor: Visitor) -> Select[*tuple[Any, ...]]:
    """What the shortlisted still owe the panel."""
    return (
        pick(literal("completion"), col(Entry.title), col(Proposal.ref), col(Step.opens_at))
        .join(Proposal, col(Proposal.id) == Entry.proposal_id)
        .join(Member, col(Member.proposal_id) == Entry.proposal_id)
        .join(Step, col(Step.competition_id) == Entry.competition_id)
        .where(
            col(Member.person_id) == visitor.id, col(Member.consent) == Consent.AGREED,
            col(Entry.asks_more), col(Entry.state) == EntryState.RUNNING,
            col(Step.kind) == StepKind.PANEL, given.database_now() < col(Step.opens_at),
        )
    )  # fmt: skip


def _to_endorse(session: Session, visitor: Visitor) -> list[Waiting]:
    today = given.now().date()
    lines = pick(col(Entry.title), col(Entry.ref), col(Entry.due_at))
    rows = session.execute(
        with_stand_ins(lines.join(Step, col(Step.id) == Entry.step_id), today)
        .where(
            near(visitor.id, today),
            acting == visitor.id,
            col(Entry.state) == EntryState.RUNNING,
            col(Entry.owner) == Owner.SUPERIOR,
            is_open_now(),
        )
        .order_by(col(Entry.due_at))
        .limit(MOST_WAITING)
    )
    return [Waiting("endorsement", *row) for row in rows]


def _to_screen(session: Session, visitor: Visitor) -> list[Waiting]:
    organiser = aliased(Unit)
    rows = session.execute(
        pick(
            col(Competition.title), col(Competition.ref), func.min(col(Entry.due_at)),
            func.count(),
        )
        .join(Entry, col(Entry.competition_id) == Competition.id)
        .join(organiser, col(organiser.id) == Competition.organiser_id)
        .join(Step, col(Step.id) == Entry.step_id)
        .where(screens(visitor, organiser))
        .group_by(col(Competition.title), col(Competition.ref))
    )  # fmt: skip
    return [Waiting("screening", *row) for row in rows]
