"""Questions as each side reads them: nobody learns who asked, nor of whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.failures import Missing
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import counted
from ideas.judging.questions.models import Question
from ideas.judging.questions.rules import QuestionState
from ideas.judging.seats.queries import Seat
from ideas.road.competitions.models import Step
from ideas.road.entries.models import Entry
from ideas.road.entries.queries import EntrySeen, find_entry
from ideas.staff.roles.visitors import Visitor
from ideas.talking.notices.actions import Heard
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent

TOLD = (QuestionState.FORWARDED, QuestionState.ANSWERED)


@dataclass(frozen=True)
class Concern:
    """One question, its entry as somebody sees it, and the step in which it was asked."""

    row: Question
    seen: EntrySeen
    step: Step


def on_sheet(session: Session, seat: Seat) -> Sequence[Question]:
    """One's own questions, and what the team answered to anybody's: one statement."""
    asks = aliased(Assignment)
    return session.scalars(
        select(Question)
        .join(asks, col(asks.id) == Question.assignment_id)
        .where(
            col(asks.entry_id) == seat.row.entry_id,
            or_(col(asks.id) == seat.row.id, col(Question.state) == QuestionState.ANSWERED),
        )
        .order_by(col(Question.asked_at), col(Question.ref))
    ).all()


def to_handle(session: Session, visitor: Visitor, step: Step) -> Sequence[tuple[Question, Entry]]:
    """What waits for the secretariat in a panel, but of one's own teams: one statement."""
    own = exists().where(
        col(Member.proposal_id) == col(Entry.proposal_id), col(Member.person_id) == visitor.id
    )
    rows = session.execute(
        _about_entries(Question, Entry)
        .where(col(Assignment.step_id) == step.id, col(Question.state) == QuestionState.ASKED, ~own)
        .order_by(col(Question.asked_at), col(Question.ref))
    )
    return [(question, entry) for question, entry in rows]


def to_team(session: Session, entry_id: UUID) -> Sequence[Question]:
    """What was passed on to a team, the unanswered first: one statement."""
    rows = session.scalars(
        _about_entries(Question)
        .where(col(Assignment.entry_id) == entry_id, col(Question.state).in_(TOLD))
        .order_by(col(Question.answered_at).is_not(None), col(Question.handled_at))
    )
    return rows.all()


def find_concern(
    session: Session, visitor: Visitor, ref: str, states: Iterable[QuestionState], **place: str
) -> Concern:
    """A question in one of these states, at the `step` or `entry` whose reference is given."""
    columns = {"step": col(Step.ref), "entry": col(Entry.ref)}
    found = session.execute(
        _about_entries(Question, col(Entry.ref), Step)
        .join(Step, col(Step.id) == Assignment.step_id)
        .where(
            col(Question.ref) == ref, col(Question.state).in_(list(states)),
            *(columns[name] == value for name, value in place.items()),
        )
    ).first()  # fmt: skip
    if found is None:
        raise Missing
    question, entry, step = found
    return Concern(question, find_entry(session, visitor, entry), step)


def team_of_entry(session: Session, entry: Entry) -> Sequence[UUID]:
    """Who may answer."""
    agreed = (col(Member.consent) == Consent.AGREED) & col(Member.left_at).is_(None)
    own = select(col(Member.person_id)).where(col(Member.proposal_id) == entry.proposal_id, agreed)
    return session.scalars(own).all()


def judges_of_entry(session: Session, entry: Entry) -> Sequence[Heard]:
    """Each of its judges, with the address of their own sheet."""
    rows = session.execute(
        select(col(Assignment.judge_id), col(Assignment.ref)).where(
            col(Assignment.entry_id) == entry.id, counted()
        )
    )
    return [Heard(judge, f"/reviews/{ref}", entry.title) for judge, ref in rows]


def _about_entries(*what: Any) -> Select[Any]:
    return (
        select(*what)
        .select_from(Question)
        .join(Assignment, col(Assignment.id) == Question.assignment_id)
        .join(Entry, col(Entry.id) == Assignment.entry_id)
    )
