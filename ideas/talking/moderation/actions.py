"""Reporting a comment; hiding it or letting it stand; the author's one objection."""

from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Conflicting, Invalid
from ideas.history.actions import record
from ideas.permissions import require
from ideas.road.competitions.deadlines import changed
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.talking.comments.actions import standing_to
from ideas.talking.comments.models import Comment
from ideas.talking.comments.rules import AN_HOUR
from ideas.talking.moderation.models import Hiding, Report
from ideas.talking.moderation.queries import Case, find_hiding
from ideas.talking.moderation.rules import LONGEST, MOST_AN_HOUR, Offence, ReportState, wrong_with
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News
from ideas.writing.proposals.queries import Draft
from ideas.writing.proposals.readers import readers
from ideas.writing.proposals.turning import nowhere

DECIDED = say("Ini baru saja diputuskan orang lain. Muat ulang halaman.")


def report_comment(
    session: Session, visitor: Visitor, draft: Draft, row: Comment, told: tuple[Offence, str]
) -> None:
    """Ask a moderator to look. The author never learns who asked."""
    require(Act.REPORT_COMMENT, standing_to(visitor, draft, row))
    offence, note = told
    if len(note) > LONGEST:
        raise Invalid({"note": say("Terlalu panjang. Paling banyak {n} huruf.", n=LONGEST)})
    mine = col(Report.reporter_id) == visitor.id
    if session.scalar(select(col(Report.id)).where(mine, col(Report.comment_id) == row.id)):
        raise Conflicting(say("Anda sudah melaporkan komentar ini. Moderator akan melihatnya."))
    lately = col(Report.made_at) > given.now() - AN_HOUR
    made = session.scalar(select(func.count()).select_from(Report).where(mine, lately)) or 0
    if made >= MOST_AN_HOUR:
        raise Invalid({"note": say("Sudah {n} laporan dalam satu jam. Lanjutkan nanti.", n=made)})
    session.add(
        Report(
            comment_id=row.id, reporter_id=visitor.id, offence=offence, note=note,
            made_at=given.now(),
        )
    )  # fmt: skip
    record(session, Act.REPORT_COMMENT, visitor.id, draft.row.id, kind=offence.value)


def hide_comment(session: Session, visitor: Visitor, case: Case, why: str) -> None:
    """Nobody reads it any more; its author reads why. The text is kept for the decision."""
    require(Act.MODERATE_COMMENT, case.standing)
    row = case.comment
    if errors := wrong_with("why", why):
        raise Invalid(errors)
    stands = col(Comment.id) == row.id, col(Comment.hidden_at).is_(None)
    if case.hiding or not changed(
        session, update(Comment).where(*stands).values(hidden_at=given.now())
    ):
        raise Conflicting(DECIDED)
    session.add(Hiding(comment_id=row.id, by_id=visitor.id, why=why, at=given.now()))
    _close_reports(session, visitor, row, ReportState.HIDDEN)
    _tell(session, case, News.HIDDEN)
    record(session, Act.MODERATE_COMMENT, visitor.id, row.proposal_id, verdict="fail")


def keep_comment(session: Session, visitor: Visitor, case: Case) -> None:
    """It may stand: what was reported is settled."""
    require(Act.MODERATE_COMMENT, case.standing)
    if not _close_reports(session, visitor, case.comment, ReportState.KEPT):
        raise Conflicting(DECIDED)
    record(session, Act.MODERATE_COMMENT, visitor.id, case.comment.proposal_id, verdict="pass")


def object_to_hiding(
    session: Session, visitor: Visitor, draft: Draft, row: Comment, objection: str
) -> None:
    """The author's own word against the hiding: once, and another person decides."""
    require(Act.OBJECT_TO_HIDING, standing_to(visitor, draft, row))
    find_hiding(session, row)
    if errors := wrong_with("objection", objection):
        raise Invalid(errors)
    once = col(Hiding.comment_id) == row.id, col(Hiding.objected_at).is_(None)
    values: dict[str, Any] = {"objection": objection, "objected_at": given.now()}
    if not changed(session, update(Hiding).where(*once).values(**values)):
        raise Conflicting(say("Keberatan Anda sudah kami terima."))
    record(session, Act.OBJECT_TO_HIDING, visitor.id, draft.row.id)


def decide_objection(
    session: Session, visitor: Visitor, case: Case, *, restores: bool, answer: str
) -> None:
    """A second person says whether it stays hidden. That is the end of it."""
    require(Act.DECIDE_OBJECTION, case.standing)
    row = case.comment
    if errors := wrong_with("why", answer):
        raise Invalid(errors)
    waits = [
        col(Hiding.comment_id) == row.id, col(Hiding.objected_at).is_not(None),
        col(Hiding.decided_at).is_(None),
    ]  # fmt: skip
    values = {"decided_by": visitor.id, "decided_at": given.now(), "answer": answer}
    decided = update(Hiding).where(*waits).values(restored=restores, **values)
    if not changed(session, decided):
        raise Conflicting(DECIDED)
    if restores:
        session.execute(update(Comment).where(col(Comment.id) == row.id).values(hidden_at=None))
    _tell(session, case, News.SHOWN_AGAIN if restores else News.STAYS_HIDDEN)
    verdict = "pass" if restores else "fail"
    record(session, Act.DECIDE_OBJECTION, visitor.id, row.proposal_id, verdict=verdict)


def _close_reports(session: Session, visitor: Visitor, row: Comment, state: ReportState) -> int:
    waiting = col(Report.comment_id) == row.id, col(Report.state) == ReportState.OPEN
    values = {"state": state, "decided_by": visitor.id, "decided_at": given.now()}
    return changed(session, update(Report).where(*waiting).values(**values))


def _tell(session: Session, case: Case, news: News) -> None:
    """Its author, who may not read the proposal any more since it was sent."""
    author, path = {case.comment.author_id}, nowhere(case.proposal)
    if readers(session, case.comment.proposal_id, author):
        path = f"/proposals/{case.proposal}/comments/{case.comment.ref}/hiding"
    notify(session, author, news, path, title=case.title)
