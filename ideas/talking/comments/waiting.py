"""What the talk about a proposal still owes somebody."""

from sqlalchemy import func, select
from sqlmodel import Session, col

from ideas.staff.roles.visitors import Visitor
from ideas.talking.comments.models import Comment
from ideas.talking.comments.rules import ANSWER_WITHIN
from ideas.waiting import Waiting
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.rules import Consent


def waiting_questions(session: Session, visitor: Visitor) -> list[Waiting]:
    """Questions that one's teams have not answered, the oldest first: one statement."""
    rows = session.execute(
        select(
            col(Proposal.title), col(Proposal.ref), func.min(Comment.written_at), func.count()
        )
        .join(Comment, col(Comment.proposal_id) == Proposal.id)
        .join(Member, col(Member.proposal_id) == Proposal.id)
        .where(
            col(Member.person_id) == visitor.id, col(Member.consent) == Consent.AGREED,
            col(Comment.question), col(Comment.answered_at).is_(None),
            col(Comment.deleted_at).is_(None), col(Comment.hidden_at).is_(None),
            col(Comment.text) != "",
        )
        .group_by(col(Proposal.title), col(Proposal.ref))
    )  # fmt: skip
    return [
        Waiting("question", title, ref, since + ANSWER_WITHIN, count)
        for title, ref, since, count in rows
    ]
