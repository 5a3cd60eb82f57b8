"""What moderators owe a decision."""

from sqlalchemy import func, select
from sqlmodel import Session, col

from ideas.road.competitions.models import Competition
from ideas.staff.roles.visitors import Visitor
from ideas.talking.comments.models import Comment
from ideas.talking.moderation.queries import MODERATORS, is_waiting, reached_by, with_place
from ideas.talking.moderation.rules import LOOK_WITHIN
from ideas.waiting import Waiting


def waiting_reports(session: Session, visitor: Visitor) -> list[Waiting]:
    """What a moderator owes a decision, counted by competition: one statement."""
    if not any(reach.role in MODERATORS for reach in visitor.reaches):
        return []
    rows = session.execute(
        with_place(
            select(
                col(Competition.title), col(Competition.ref), func.min(Comment.written_at),
                func.count(),
            )
        )
        .where(reached_by(visitor), is_waiting())
        .group_by(col(Competition.title), col(Competition.ref))
    )  # fmt: skip
    return [
        Waiting("report", title, ref, since + LOOK_WITHIN, count)
        for title, ref, since, count in rows
    ]
