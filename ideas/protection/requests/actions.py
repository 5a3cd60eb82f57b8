"""Asking about one's own data, and answering."""

from dataclasses import dataclass

from sqlmodel import Session, col, select, update

from ideas import given
from ideas.acts import Act
from ideas.database import touched
from ideas.failures import Conflicting, Invalid
from ideas.history.actions import record
from ideas.permissions import Standing, require
from ideas.protection.privacy.rules import ANSWER_WITHIN, RequestState, Right
from ideas.protection.requests.models import PrivacyRequest
from ideas.protection.requests.queries import RequestSeen
from ideas.say import say
from ideas.staff.roles.visitors import Visitor


@dataclass(frozen=True)
class Wish:
    """What one asks for: which right, what is wrong, and what would be right."""

    right: Right
    wrong: str
    better: str = ""


def ask_privacy(session: Session, visitor: Visitor, standing: Standing, wish: Wish) -> None:
    """Ask the office to correct, restrict, stop or erase; an answer is owed within 72 hours."""
    require(Act.ASK_PRIVACY, standing)
    if wish.right is Right.CORRECT and not wish.better:
        raise Invalid({"better": say("Tuliskan data yang benar.")})
    waits = select(PrivacyRequest.id).where(
        PrivacyRequest.person_id == visitor.id, PrivacyRequest.right == wish.right,
        PrivacyRequest.state == RequestState.WAITING,
    )  # fmt: skip
    if session.exec(waits).first():
        raise Invalid({"right": say("Permintaan serupa sedang kami jawab.")})
    now = given.now()
    request = PrivacyRequest(
        person_id=visitor.id, **vars(wish), asked_at=now, due_at=now + ANSWER_WITHIN
    )  # fmt: skip
    session.add(request)
    record(session, Act.ASK_PRIVACY, visitor.id, request.id, kind=wish.right)


def answer_request(
    session: Session, visitor: Visitor, seen: RequestSeen, state: RequestState, answer: str
) -> None:
    """Answer with a reason. What was asked to be erased is done by erasing, not by saying so."""
    require(Act.ANSWER_PRIVACY, seen.standing)
    if state is RequestState.WAITING:
        raise Invalid({"state": say("Pilih: dipenuhi atau ditolak.")})
    if seen.row.right is Right.ERASE and state is RequestState.DONE:
        raise Invalid({"state": say("Setujui penghapusan di bagian bawah halaman ini.")})
    if not answer:
        raise Invalid({"answer": say("Tuliskan alasannya. Pegawai membacanya.")})
    close_request(session, visitor, seen.row, state, answer)
    record(session, Act.ANSWER_PRIVACY, visitor.id, seen.row.id, verdict=state)


def close_request(
    session: Session, visitor: Visitor, row: PrivacyRequest, state: RequestState, answer: str
) -> None:
    """The first answer counts; whoever comes second is told."""
    closed = session.execute(
        update(PrivacyRequest)
        .where(col(PrivacyRequest.id) == row.id, col(PrivacyRequest.state) == RequestState.WAITING)
        .values(
            state=state, answer=answer, answered_by=visitor.id, answered_at=given.database_now()
        )
    )
    if not touched(closed):
        raise Conflicting(say("Permintaan ini sudah dijawab."))
