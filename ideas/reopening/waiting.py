"""Requests for locked sheets that wait for somebody's decision."""

from sqlalchemy import func, select
from sqlmodel import Session, col

from ideas.competitions.models import Competition, Step
from ideas.competitions.queries import is_open_now
from ideas.organisation.models import Unit
from ideas.panels.models import Assignment
from ideas.reopening.models import Reopening
from ideas.roles.visitors import Visitor
from ideas.standing import Role
from ideas.waiting import Waiting

DECIDERS = frozenset({Role.SECRETARIAT, Role.CHAIR})


def waiting_reopenings(session: Session, visitor: Visitor) -> list[Waiting]:
    """Panel by panel, but for one's own requests: one statement, for officers only."""
    if not visitor.roles & DECIDERS:
        return []
    place = (
        col(Competition.id), col(Unit.path), col(Competition.title), col(Step.ref),
        col(Step.closes_at),
    )  # fmt: skip
    rows = session.execute(
        select(func.count(col(Reopening.id)), *place)
        .select_from(Reopening)
        .join(Assignment, col(Assignment.id) == Reopening.assignment_id)
        .join(Step, col(Step.id) == Assignment.step_id)
        .join(Competition, col(Competition.id) == Step.competition_id)
        .join(Unit, col(Unit.id) == Competition.organiser_id)
        .where(
            col(Reopening.agreed).is_(None), col(Assignment.judge_id) != visitor.id, is_open_now()
        )
        .group_by(*place)
    )
    return [
        Waiting("reopening", title, ref, closes_at, count)
        for count, competition_id, path, title, ref, closes_at in rows
        if visitor.roles_in(competition_id, path) & DECIDERS
    ]
