"""Supporting and following, each given and taken back."""

from sqlalchemy import delete
from sqlmodel import Session, SQLModel, col

from ideas import given
from ideas.acts import Act
from ideas.history.actions import record
from ideas.permissions import require
from ideas.staff.roles.visitors import Visitor
from ideas.talking.follows.models import Follow
from ideas.writing.proposals.models import Support
from ideas.writing.proposals.queries import Draft

Mark = type[Support] | type[Follow]


def support_proposal(session: Session, visitor: Visitor, draft: Draft, *, wanted: bool) -> None:
    """Say that one likes it, or take that back. It counts for nothing but joy."""
    require(Act.SUPPORT_PROPOSAL, draft.standing)
    _set(session, Support, visitor, draft, wanted=wanted)
    change = "added" if wanted else "ended"
    record(session, Act.SUPPORT_PROPOSAL, visitor.id, draft.row.id, change=change)


def follow_proposal(session: Session, visitor: Visitor, draft: Draft, *, wanted: bool) -> None:
    """Hear from now on when it moves, or no more."""
    require(Act.FOLLOW_PROPOSAL, draft.standing)
    _set(session, Follow, visitor, draft, wanted=wanted)
    change = "added" if wanted else "ended"
    record(session, Act.FOLLOW_PROPOSAL, visitor.id, draft.row.id, change=change)


def _set(session: Session, mark: Mark, visitor: Visitor, draft: Draft, *, wanted: bool) -> None:
    """There once or not at all, however often it is asked."""
    key = {"proposal_id": draft.row.id, "person_id": visitor.id}
    if wanted:
        row: SQLModel = mark(**key, since=given.now())
        session.merge(row)
        session.flush()
        return
    mine = (col(mark.proposal_id) == draft.row.id) & (col(mark.person_id) == visitor.id)
    session.execute(delete(mark).where(mine))
