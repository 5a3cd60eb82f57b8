"""Reading outcomes before release: where one stands, and who must act."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import literal, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.database import found
from ideas.deciding.outcomes.models import Outcome
from ideas.failures import Missing
from ideas.history.models import Event
from ideas.permissions import Relation, Role, Standing, refusal
from ideas.road.competitions.deadlines import has_begun
from ideas.road.competitions.models import Competition, RuleBook, Step
from ideas.road.competitions.queries import (
    Scoped,
    find_competition,
    standing_in,
    steps_of,
)
from ideas.road.entries.models import Entry
from ideas.say import Sentence
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState, OutcomeState, StepKind, StepState
from ideas.waiting import Waiting
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent

DECIDERS = frozenset({Role.LEADER, Role.PUBLISHER})


@dataclass(frozen=True)
class Place:
    """Where sealing and releasing happen: a competition, its decree step, its outcome if any."""

    scoped: Scoped
    step: Step
    outcome: Outcome | None


def find_place(session: Session, visitor: Visitor, ref: str) -> Place:
    """For those who decide; for everybody else there is no such page."""
    scoped = find_competition(session, visitor, ref)
    if not visitor.roles_in(scoped.row.id, scoped.organiser_path) & DECIDERS:
        raise Missing
    decree = next(s for s in steps_of(session, scoped.row.id) if s.kind is StepKind.DECREE)
    outcome = session.execute(
        select(Outcome).where(col(Outcome.competition_id) == scoped.row.id)
    ).scalar()
    return Place(scoped, decree, outcome)


def standing_at(session: Session, visitor: Visitor, place: Place) -> Standing:
    """Facts about a person and an outcome: whose seal it is, and whether their team takes part."""
    outcome = place.outcome
    return standing_in(
        visitor, place.scoped, place.step,
        outcome=outcome.state if outcome else OutcomeState.NONE,
        sealed_by_me=outcome is not None and outcome.sealed_by == visitor.id,
        relations=_part_in(session, visitor, place),
    )  # fmt: skip


def _part_in(session: Session, visitor: Visitor, place: Place) -> frozenset[Relation]:
    own = select(literal(1)).where(
        col(Entry.competition_id) == place.scoped.row.id,
        col(Member.proposal_id) == Entry.proposal_id,
        col(Member.person_id) == visitor.id, col(Member.consent) == Consent.AGREED,
    )  # fmt: skip
    part = session.execute(own.limit(1)).first()
    return frozenset({Relation.MEMBER}) if part else frozenset()


def rules_digest_of(session: Session, competition: Competition) -> str:
    """The rules that the result names, as they were hashed when the competition opened."""
    return found(session.get(RuleBook, (competition.id, competition.rules_version))).digest


@dataclass(frozen=True)
class Reopening:
    """A seal that was taken away before its release: when, and why."""

    at: datetime
    reason: str


def reopenings(session: Session, competition_id: UUID) -> tuple[Reopening, ...]:
    rows = session.execute(
        select(col(Event.at), col(Event.facts))
        .where(col(Event.subject_id) == competition_id, col(Event.act) == Act.REOPEN_OUTCOME)
        .order_by(col(Event.at), col(Event.id))
    )
    return tuple(Reopening(at, facts["reason"]) for at, facts in rows)


@dataclass(frozen=True)
class Sealing:
    """The page of those who decide: where it stands, who moves next, and why not oneself."""

    ref: str
    title: str
    opens_at: datetime
    closes_at: datetime
    state: OutcomeState
    outcome: Outcome | None
    sealer: str
    blocked: Sentence | None
    may_seal: bool
    why_not_release: Sentence | None
    upcoming: bool
    late: bool
    due: bool
    may_reopen: bool
    reopened: tuple[Reopening, ...]


def sealing_of(session: Session, visitor: Visitor, place: Place) -> Sealing:
    standing, row = standing_at(session, visitor, place), place.scoped.row
    sealer = session.get(Person, place.outcome.sealed_by) if place.outcome else None
    return Sealing(
        ref=row.ref, title=row.title, opens_at=place.step.opens_at,
        closes_at=place.step.closes_at, state=standing.outcome, outcome=place.outcome,
        sealer=sealer.name if sealer else "",
        blocked=refusal(Act.PREVIEW_OUTCOME, standing),
        may_seal=refusal(Act.SEAL_OUTCOME, standing) is None,
        why_not_release=refusal(Act.RELEASE_OUTCOME, standing),
        upcoming=standing.step_state is StepState.UPCOMING,
        late=standing.step_state is StepState.CLOSED,
        may_reopen=refusal(Act.REOPEN_OUTCOME, standing) is None,
        reopened=reopenings(session, row.id),
        due=place.outcome is not None and place.outcome.release_at <= given.now(),
    )  # fmt: skip


def waiting_outcomes(session: Session, visitor: Visitor) -> list[Waiting]:
    """For the desk: what waits to be sealed by this leader, or released by this publisher."""
    if not visitor.standing.roles & DECIDERS:
        return []
    organiser = aliased(Unit)
    rows = session.execute(
        select(
            col(Competition.id), col(Competition.ref), col(Competition.title),
            col(Step.closes_at), col(organiser.path), col(Outcome.state), col(Outcome.sealed_by),
        )
        .join(Step, col(Step.competition_id) == Competition.id)
        .join(organiser, col(organiser.id) == Competition.organiser_id)
        .outerjoin(Outcome, col(Outcome.competition_id) == Competition.id)
        .where(
            col(Competition.state) == CompetitionState.OPEN,
            col(Step.kind) == StepKind.DECREE, has_begun(),
            or_(col(Outcome.state).is_(None), col(Outcome.state) == OutcomeState.SEALED),
        )
        .order_by(col(Step.closes_at), col(Competition.ref))
    )  # fmt: skip
    return [
        Waiting(kind, title, ref, due_at)
        for id_, ref, title, due_at, path, state, sealer in rows
        if (kind := _work(visitor, visitor.roles_in(id_, path), state, sealer))
    ]


def _work(
    visitor: Visitor, roles: frozenset[Role], state: OutcomeState | None, sealer: UUID | None
) -> str:
    if state is None:
        return "seal" if Role.LEADER in roles else ""
    return "release" if Role.PUBLISHER in roles and sealer != visitor.id else ""
