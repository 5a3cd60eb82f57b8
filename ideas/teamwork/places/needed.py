"""The places of one team, as the team sees them: who offered to come, and what they can."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, literal, select
from sqlmodel import Session, col

from ideas.failures import Missing
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import is_open_now
from ideas.staff.organisation.models import Unit
from ideas.staff.people.finding import SOMEBODY, Somebody
from ideas.staff.people.models import Person, Posting
from ideas.staff.people.queries import held_today
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepKind
from ideas.teamwork.places.models import Place, PlaceAnswer
from ideas.teamwork.places.queries import place_skills
from ideas.teamwork.places.rules import AnswerState, PlaceState
from ideas.waiting import Asked
from ideas.writing.proposals.models import Member, Proposal
from ideas.writing.proposals.rules import Consent, Part


@dataclass(frozen=True)
class Answer:
    """Somebody who offered to come."""

    ref: str
    line: str
    state: AnswerState
    made_at: datetime
    who: Somebody


@dataclass(frozen=True)
class Needed:
    """A place with its skills and its answers."""

    row: Place
    skills: tuple[str, ...]
    answers: Sequence[Answer]

    @property
    def waiting(self) -> Sequence[Answer]:
        return [answer for answer in self.answers if answer.state is AnswerState.WAITING]


def needed_by(session: Session, proposal_id: UUID, *, lead: bool) -> list[Needed]:
    """The places of a team, the newest first; who offered is for the lead. Three statements."""
    rows = session.scalars(
        select(Place)
        .where(col(Place.proposal_id) == proposal_id)
        .order_by(col(Place.made_at).desc(), col(Place.ref))
    ).all()
    ids = [row.id for row in rows]
    skills = place_skills(session, ids)
    answers = _answers(session, ids) if lead else {}
    return [Needed(row, skills.get(row.id, ()), answers.get(row.id, [])) for row in rows]


def open_needs(session: Session, proposal_id: UUID) -> list[Needed]:
    """What a team still looks for, as anybody reads it who reads the idea."""
    needed = needed_by(session, proposal_id, lead=False)
    return [need for need in needed if need.row.state is PlaceState.OPEN]


def _answers(session: Session, places: Sequence[UUID]) -> dict[UUID, list[Answer]]:
    found: dict[UUID, list[Answer]] = {}
    for place_id, ref, line, state, made_at, *who in session.execute(
        select(
            col(PlaceAnswer.place_id), col(PlaceAnswer.ref), col(PlaceAnswer.line),
            col(PlaceAnswer.state), col(PlaceAnswer.made_at), *SOMEBODY,
        )
        .join(Person, col(Person.id) == PlaceAnswer.person_id)
        .join(Posting, and_(col(Posting.person_id) == Person.id, held_today()))
        .join(Unit, col(Unit.id) == Posting.unit_id)
        .where(col(PlaceAnswer.place_id).in_(places))
        .order_by(col(PlaceAnswer.made_at), col(PlaceAnswer.ref))
    ):  # fmt: skip
        found.setdefault(place_id, []).append(Answer(ref, line, state, made_at, Somebody(*who)))
    return found


def place_of(session: Session, proposal_id: UUID, ref: str) -> Place:
    """A place of this very proposal."""
    row = session.scalars(
        select(Place).where(col(Place.ref) == ref, col(Place.proposal_id) == proposal_id)
    ).first()
    if row is None:
        raise Missing
    return row


def answer_of(session: Session, place_id: UUID, ref: str) -> tuple[PlaceAnswer, str]:
    """An answer to this very place, and who gave it."""
    row: Any = session.execute(
        select(PlaceAnswer, col(Person.ref))
        .join(Person, col(Person.id) == PlaceAnswer.person_id)
        .where(col(PlaceAnswer.ref) == ref, col(PlaceAnswer.place_id) == place_id)
    ).first()
    if row is None:
        raise Missing
    return row[0], row[1]


def waiting_answers(session: Session, place_id: UUID) -> Sequence[UUID]:
    """Who still waits for a word on a place."""
    waits = (col(PlaceAnswer.place_id) == place_id) & (
        col(PlaceAnswer.state) == AnswerState.WAITING
    )
    return session.scalars(select(col(PlaceAnswer.person_id)).where(waits)).all()


def offers_of_teams(visitor: Visitor) -> Asked:
    """What waits on the lead's desk, by proposal, counted, while it is written."""
    return (
        select(
            literal("offer"), col(Proposal.title), col(Proposal.ref), func.min(Step.closes_at),
            func.count(col(PlaceAnswer.id)),
        )
        .select_from(PlaceAnswer)
        .join(Place, col(Place.id) == PlaceAnswer.place_id)
        .join(Proposal, col(Proposal.id) == Place.proposal_id)
        .join(Member, col(Member.proposal_id) == Proposal.id)
        .join(Step, col(Step.competition_id) == Proposal.competition_id)
        .where(
            col(Member.person_id) == visitor.id, col(Member.part) == Part.LEAD,
            col(Member.consent) == Consent.AGREED, col(Place.state) == PlaceState.OPEN,
            col(PlaceAnswer.state) == AnswerState.WAITING,
            col(Step.kind) == StepKind.CALL, is_open_now(),
        )
        .group_by(col(Proposal.title), col(Proposal.ref))
    )  # fmt: skip
