"""Asking for a locked sheet, and a second person's yes or no."""

from sqlalchemy import update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.database import touched
from ideas.failures import Conflicting, Invalid
from ideas.history.actions import record
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.reopening.models import Reopening
from ideas.judging.reopening.queries import Case, last_asked
from ideas.judging.seats.queries import Seat
from ideas.permissions import require
from ideas.road.competitions.deadlines import hold_open
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.talking.notices.actions import notify
from ideas.talking.notices.rules import News

DECIDED = say("Permintaan ini sudah diputuskan.")
ROOM = say("Nilai di ruang kalibrasi tetap seperti diberikan; ia tidak ikut menentukan urutan.")
ASKED = say("Anda sudah memintanya untuk nilai ini. Tunggu keputusan, atau baca jawabannya.")


def ask_reopening(session: Session, visitor: Visitor, seat: Seat, reason: str) -> None:
    """The judge wants to change what is locked, and says why."""
    require(Act.ASK_REOPENING, seat.standing)
    hold_open(session, seat.step.id)
    if seat.row.anchor:
        raise Invalid({"reason": ROOM})
    if last_asked(session, seat):
        raise Invalid({"reason": ASKED})
    session.add(
        Reopening(
            assignment_id=seat.row.id, number=seat.row.versions, reason=reason,
            asked_at=given.now(),
        )
    )  # fmt: skip
    record(session, Act.ASK_REOPENING, visitor.id, seat.row.id, version=seat.row.versions)


def answer_reopening(
    session: Session, visitor: Visitor, case: Case, *, agreed: bool, answer: str
) -> None:
    """Open the sheet again, or leave it locked. What was locked stays in its version."""
    require(Act.ANSWER_REOPENING, case.standing)
    hold_open(session, case.step.id)
    open_ = update(Reopening).where(col(Reopening.id) == case.row.id)
    decided = session.execute(
        open_.where(col(Reopening.agreed).is_(None)).values(
            agreed=agreed, answer=answer, decided_by=visitor.id, decided_at=given.now()
        )
    )
    if not touched(decided):
        raise Conflicting(DECIDED)
    if agreed:
        _unlock(session, case)
    news = News.SHEET_REOPENED if agreed else News.SHEET_KEPT
    where = f"/reviews/{case.sheet.ref}"
    notify(session, [case.sheet.judge_id], news, where, title=case.title)
    verdict = "agreed" if agreed else "refused"
    record(session, Act.ANSWER_REOPENING, visitor.id, case.sheet.id, verdict=verdict)


def _unlock(session: Session, case: Case) -> None:
    locked = (col(Assignment.id) == case.sheet.id) & (
        col(Assignment.state) == AssignmentState.LOCKED
    )
    values = {"state": AssignmentState.OPEN, "locked_at": None}
    if not touched(session.execute(update(Assignment).where(locked).values(values))):
        raise Conflicting(DECIDED)
