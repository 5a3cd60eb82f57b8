"""Reading ballots: who may choose what, the total, and the count after the close."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select
from sqlmodel import Session, col

from ideas.road.ballots.models import Ballot
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import is_open_now
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.queries import over
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState, EntryState, StepKind
from ideas.standing import Role
from ideas.waiting import Waiting
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent


def on_paper(voter_id: UUID) -> ColumnElement[bool]:
    """In SQL: an entry of the joined step that this voter may choose."""
    return (
        (col(Entry.step_id) == col(Step.id))
        & (col(Entry.state) == EntryState.RUNNING)
        & col(Entry.shown)
        & ~of_team(voter_id)
    )


def of_team(person_id: UUID) -> ColumnElement[bool]:
    """In SQL: an entry of a team that this person is in, or is asked to join."""
    return exists().where(
        col(Member.proposal_id) == col(Entry.proposal_id),
        col(Member.person_id) == person_id,
        col(Member.consent) != Consent.DECLINED,
    )


def turnout(session: Session, step_id: UUID) -> int:
    """How many people voted. Pages tell it through `told_turnout`."""
    voters = select(func.count(func.distinct(col(Ballot.voter_id))))
    return int(session.execute(voters.where(col(Ballot.step_id) == step_id)).scalar_one())


def votes_per_entry(session: Session, step_id: UUID) -> dict[UUID, int]:
    """The count. Only for after the close, and only for the outcome."""
    rows = session.execute(
        select(col(Ballot.entry_id), func.count())
        .where(col(Ballot.step_id) == step_id)
        .group_by(col(Ballot.entry_id))
    )
    return {row[0]: row[1] for row in rows}


def waiting_ballots(session: Session, visitor: Visitor) -> Sequence[Waiting]:
    """The open ballots in which this person may still vote: one statement."""
    voted = exists().where(col(Ballot.step_id) == col(Step.id), col(Ballot.voter_id) == visitor.id)
    rows = session.execute(
        select(col(Competition.id), col(Competition.title), col(Step.ref), col(Step.closes_at))
        .join(Step, col(Step.competition_id) == Competition.id)
        .join(Unit, col(Unit.id) == Competition.unit_id)
        .where(
            col(Competition.state) == CompetitionState.OPEN,
            col(Step.kind) == StepKind.BALLOT,
            is_open_now(),
            over(col(Unit.path), visitor.unit_path),
            ~voted,
            exists().where(on_paper(visitor.id)).correlate(Step),
        )
        .order_by(col(Step.closes_at), col(Step.ref))
    )
    mine = [row for row in rows if Role.JUDGE not in visitor.roles_in(row[0], visitor.unit_path)]
    return [Waiting("ballot", title, ref, closes_at) for _, title, ref, closes_at in mine]
