"""Supporting and following, each given and taken back; and telling those who follow."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import Session, SQLModel, col

from ideas import given
from ideas.acts import Act
from ideas.follows.models import Follow
from ideas.follows.queries import followers_of
from ideas.history.actions import record
from ideas.notices.actions import notify
from ideas.notices.rules import News
from ideas.permissions import require
from ideas.proposals.models import Proposal, Support
from ideas.proposals.queries import Draft
from ideas.proposals.readers import team_ids
from ideas.roles.visitors import Visitor

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


def tell_of_move(
    session: Session, proposal_id: UUID, news: News, path: str, by: UUID | None
) -> None:
    """Part of an action that moves a proposal: its team hears what, its followers that it moved."""
    ref, title = session.execute(
        select(col(Proposal.ref), col(Proposal.title)).where(col(Proposal.id) == proposal_id)
    ).one()
    notify(session, team_ids(session, proposal_id) - {by}, news, path, title=title)
    followers = followers_of(session, proposal_id) - {by}
    notify(session, followers, News.MOVED, f"/proposals/{ref}", title=title)


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
