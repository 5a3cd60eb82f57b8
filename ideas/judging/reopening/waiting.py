"""Requests for locked sheets that wait for somebody's decision."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import hidden_in
from ideas.judging.reopening.models import Reopening
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import is_open_now
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.standing import Role
from ideas.waiting import Waiting

DECIDERS = frozenset({Role.SECRETARIAT, Role.CHAIR})


def waiting_reopenings(session: Session, visitor: Visitor) -> list[Waiting]:
    """Panel by panel, but for one's own requests and what one stands too close to.

    One statement, for officers only, and some more for a panel where something waits.
    """
    if not visitor.roles & DECIDERS:
        return []
    rows = session.execute(
        select(Step, col(Competition.title), col(Unit.path), col(Assignment.entry_id))
        .select_from(Reopening)
        .join(Assignment, col(Assignment.id) == Reopening.assignment_id)
        .join(Step, col(Step.id) == Assignment.step_id)
        .join(Competition, col(Competition.id) == Step.competition_id)
        .join(Unit, col(Unit.id) == Competition.organiser_id)
        .where(
            col(Reopening.agreed).is_(None), col(Assignment.judge_id) != visitor.id, is_open_now()
        )
        .order_by(col(Step.closes_at), col(Step.ref))
    )
    asked: dict[str, list[UUID]] = {}
    panels = {}
    for step, title, path, entry_id in rows:
        if visitor.roles_in(step.competition_id, path) & DECIDERS:
            panels[step.ref] = (step, title)
            asked.setdefault(step.ref, []).append(entry_id)
    told = [_told(session, visitor, *panels[ref], asked[ref]) for ref in panels]
    return [one for one in told if one.count]


def _told(
    session: Session, visitor: Visitor, step: Step, title: str, entries: Sequence[UUID]
) -> Waiting:
    hidden = hidden_in(session, visitor, step)
    count = sum(entry not in hidden for entry in entries)
    return Waiting("reopening", title, step.ref, step.closes_at, count)
