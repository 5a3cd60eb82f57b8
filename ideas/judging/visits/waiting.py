"""What visits ask of a person, on their desk; and which steps they hold open."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select
from sqlmodel import Session, col

from ideas import given
from ideas.judging.visits.models import FieldVisit, VisitMember
from ideas.judging.visits.queries import OFFICERS, settled
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import is_open_now
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState, EntryState, StepKind
from ideas.standing import Role
from ideas.waiting import Asked, Waiting
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent, Part

MOST = 20


def held_visits(session: Session) -> frozenset[UUID]:
    """Steps of visits, passed, with an entry without a signed report and without a reason."""
    passed = select(col(Step.id)).where(
        col(Step.kind) == StepKind.VISIT, col(Step.closes_at) <= given.database_now(),
        col(Step.turned_at).is_(None), exists().where(_unsettled()),
    )  # fmt: skip
    return frozenset(session.scalars(passed))


def waiting_visits(session: Session, visitor: Visitor) -> Sequence[Waiting]:
    """Who goes reports and signs; the secretariat plans, late ones too."""
    found = _to_report(session, visitor) if visitor.roles & OFFICERS else []
    if Role.SECRETARIAT in visitor.roles:
        found += _to_plan(session, visitor)
    return found


def visits_of_teams(visitor: Visitor) -> Asked:
    """A lead confirms that somebody is there."""
    mine = and_(
        col(Member.proposal_id) == Entry.proposal_id, col(Member.person_id) == visitor.id,
        col(Member.consent) == Consent.AGREED, col(Member.part) == Part.LEAD,
    )  # fmt: skip
    address = col(Step.ref) + literal("/") + col(Entry.ref) + literal("/team")
    told = (col(Entry.title), address, col(FieldVisit.starts_at), literal(1))
    return (
        select(literal("visit_confirm"), *told)
        .select_from(FieldVisit)
        .join(Entry, col(Entry.id) == FieldVisit.entry_id)
        .join(Step, and_(col(Step.id) == FieldVisit.step_id, is_open_now()))
        .join(Member, mine)
        .where(
            col(FieldVisit.told_at).is_not(None), col(FieldVisit.confirmed_at).is_(None),
            ~settled(),
        )
    )  # fmt: skip


def _unsettled() -> ColumnElement[bool]:
    """In SQL, with Step joined: an entry waits there, and its visit is not over."""
    over = exists().where(
        col(FieldVisit.entry_id) == Entry.id, col(FieldVisit.step_id) == Step.id, settled()
    )
    return and_(
        col(Entry.step_id) == Step.id, col(Entry.state) == EntryState.RUNNING, ~over
    )  # fmt: skip


def _to_report(session: Session, visitor: Visitor) -> list[Waiting]:
    """Until the visit by its hour; from then on by the end of the step."""
    now = given.now()
    rows = session.execute(
        select(
            col(Entry.title), col(Step.ref), col(Entry.ref), col(FieldVisit.starts_at),
            col(Step.closes_at), col(Competition.id), col(Unit.path),
        )
        .select_from(VisitMember)
        .join(FieldVisit, col(FieldVisit.id) == VisitMember.visit_id)
        .join(Entry, col(Entry.id) == FieldVisit.entry_id)
        .join(Step, and_(col(Step.id) == FieldVisit.step_id, is_open_now()))
        .join(Competition, col(Competition.id) == Step.competition_id)
        .join(Unit, col(Unit.id) == Competition.organiser_id)
        .where(
            col(VisitMember.person_id) == visitor.id, col(VisitMember.signed_at).is_(None),
            col(FieldVisit.told_at).is_not(None), ~settled(),
        )
        .order_by(col(FieldVisit.starts_at), col(Entry.ref))
        .limit(MOST)
    )  # fmt: skip
    return [
        Waiting("visit", title, f"{step}/{ref}", starts_at if starts_at > now else closes_at)
        for title, step, ref, starts_at, closes_at, id_, path in rows
        if visitor.roles_in(id_, path) & OFFICERS
    ]


def _to_plan(session: Session, visitor: Visitor) -> list[Waiting]:
    """Steps in which entries wait: before they are told, and after time has run out."""
    told = exists().where(
        col(FieldVisit.entry_id) == Entry.id, col(FieldVisit.step_id) == Step.id,
        col(FieldVisit.told_at).is_not(None),
    )  # fmt: skip
    late = col(Step.closes_at) <= given.database_now()
    rows = session.execute(
        select(Step, Competition, col(Unit.path), func.count())
        .join(Competition, col(Competition.id) == Step.competition_id)
        .join(Unit, col(Unit.id) == Competition.organiser_id)
        .join(Entry, _unsettled())
        .where(
            col(Step.kind) == StepKind.VISIT, col(Step.turned_at).is_(None),
            col(Competition.state) == CompetitionState.OPEN, or_(~told, late),
            col(Step.opens_at) <= given.database_now(),
        )
        .group_by(col(Step.id), col(Competition.id), col(Unit.path))
        .order_by(col(Step.closes_at), col(Step.ref))
    )  # fmt: skip
    return [
        Waiting(
            "visit_held" if step.closes_at <= given.now() else "visit_plan",
            competition.title, step.ref, step.closes_at, count,
        )
        for step, competition, path, count in rows
        if Role.SECRETARIAT in visitor.roles_in(competition.id, path)
    ]  # fmt: skip
