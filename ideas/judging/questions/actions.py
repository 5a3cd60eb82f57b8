"""Asking a team, passing on or declining, answering."""

from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.database import touched
from ideas.failures import Conflicting
from ideas.history.actions import record
from ideas.judging.questions.models import Question
from ideas.judging.questions.queries import Concern, judges_of_entry, team_of_entry
from ideas.judging.questions.rules import QuestionState
from ideas.judging.seats.queries import Seat
from ideas.permissions import require
from ideas.road.competitions.deadlines import hold_open
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.talking.notices.actions import notify, notify_each
from ideas.talking.notices.rules import News

HANDLED = say("Pertanyaan ini sudah ditangani orang lain.")


def ask_team(session: Session, visitor: Visitor, seat: Seat, text: str) -> None:
    """A judge wants to know something; the secretariat reads it first."""
    require(Act.ASK_TEAM, seat.standing)
    hold_open(session, seat.step.id)
    session.add(Question(assignment_id=seat.row.id, text=text, asked_at=given.now()))
    record(session, Act.ASK_TEAM, visitor.id, seat.row.id, step=seat.step.ref)


def pass_on(session: Session, visitor: Visitor, concern: Concern, wording: str) -> None:
    """Put it to the team in words that tell nobody's name."""
    require(Act.HANDLE_QUESTION, concern.seen.standing)
    _change(
        session, concern, QuestionState.FORWARDED, wording=wording, handled_by=visitor.id,
        handled_at=given.now(),
    )  # fmt: skip
    entry = concern.seen.row
    team, where = team_of_entry(session, entry), f"/entries/{entry.ref}/questions"
    notify(session, team, News.TEAM_ASKED, where, title=entry.title)
    record(session, Act.HANDLE_QUESTION, visitor.id, concern.row.id, verdict="forwarded")


def turn_down(session: Session, visitor: Visitor, concern: Concern, reason: str) -> None:
    """Leave it unasked, and tell the judge why."""
    require(Act.HANDLE_QUESTION, concern.seen.standing)
    _change(
        session, concern, QuestionState.DECLINED, reason=reason, handled_by=visitor.id,
        handled_at=given.now(),
    )  # fmt: skip
    record(session, Act.HANDLE_QUESTION, visitor.id, concern.row.id, verdict="declined")


def answer_question(session: Session, visitor: Visitor, concern: Concern, answer: str) -> None:
    """The team's answer, for all judges of the entry, under no name."""
    require(Act.ANSWER_QUESTION, concern.seen.standing)
    _change(
        session, concern, QuestionState.ANSWERED, answer=answer, answered_by=visitor.id,
        answered_at=given.now(),
    )  # fmt: skip
    notify_each(session, News.TEAM_ANSWERED, judges_of_entry(session, concern.seen.row))
    record(session, Act.ANSWER_QUESTION, visitor.id, concern.row.id, step=concern.step.ref)


def _change(session: Session, concern: Concern, state: QuestionState, **facts: Any) -> None:
    """Once, whoever is first, and while the step is open."""
    hold_open(session, concern.step.id)
    same = (col(Question.id) == concern.row.id) & (col(Question.state) == concern.row.state)
    if not touched(session.execute(update(Question).where(same).values(state=state, **facts))):
        raise Conflicting(HANDLED)
