"""What a team asks one of its people besides joining: to lead, to agree to a change, to merge."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, literal, or_, select, union_all
from sqlmodel import Session, col

from ideas.discovery.merging.models import Merger
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import is_open_now
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepKind
from ideas.teamwork.amendments.models import Amendment, AmendmentLine
from ideas.teamwork.amendments.rules import AmendmentState
from ideas.waiting import Waiting
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.queries import was_sent
from ideas.writing.proposals.rules import Consent, Part


def waiting_answers(session: Session, visitor: Visitor) -> Sequence[Waiting]:
    """Kinds lead, amendment, merger, due with the step that is open: one statement."""
    asked = (_to_lead(visitor), _to_change(visitor), _to_merge(visitor))
    return [Waiting(*row) for row in session.execute(union_all(*asked))]


def _of(kind: str) -> Select[*tuple[Any, ...]]:
    return (
        select(
            literal(kind), col(Proposal.title), col(Proposal.ref), func.min(Step.closes_at)
        )
        .select_from(Proposal)
        .join(Step, col(Step.competition_id) == Proposal.competition_id)
        .where(is_open_now())
        .group_by(col(Proposal.title), col(Proposal.ref))
    )  # fmt: skip


def _to_lead(visitor: Visitor) -> Select[*tuple[Any, ...]]:
    return (
        _of("lead")
        .join(Member, col(Member.proposal_id) == Proposal.id)
        .where(col(Member.person_id) == visitor.id, col(Member.offer).is_not(None))
    )


def _to_change(visitor: Visitor) -> Select[*tuple[Any, ...]]:
    return (
        _of("amendment")
        .join(Amendment, col(Amendment.proposal_id) == Proposal.id)
        .join(AmendmentLine, col(AmendmentLine.amendment_id) == Amendment.id)
        .where(
            col(Amendment.state) == AmendmentState.WAITING,
            col(AmendmentLine.person_id) == visitor.id,
            col(AmendmentLine.consent) == Consent.INVITED,
        )
    )


def _to_merge(visitor: Visitor) -> Select[*tuple[Any, ...]]:
    """A lead who has not yet agreed, on either side, while both are still written."""
    side = or_(
        and_(col(Merger.kept_id) == Proposal.id, col(Merger.kept_agreed_at).is_(None)),
        and_(col(Merger.other_id) == Proposal.id, col(Merger.other_agreed_at).is_(None)),
    )
    return (
        _of("merger")
        .join(Merger, and_(side, col(Merger.undone_at).is_(None)))
        .join(Member, col(Member.proposal_id) == Proposal.id)
        .where(
            col(Step.kind) == StepKind.CALL, ~was_sent(),
            col(Member.person_id) == visitor.id, col(Member.part) == Part.LEAD,
            col(Member.consent) == Consent.AGREED,
        )
    )  # fmt: skip
