"""What a calibration room asks of those who lead a panel: to open it, and to close it."""

from sqlalchemy import and_, exists, select
from sqlmodel import Session, col

from ideas.judging.panels.models import Assignment, Room
from ideas.judging.panels.rules import AssignmentState
from ideas.road.competitions.models import Competition, RuleBook, Step
from ideas.road.competitions.queries import in_force, is_open_now
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState, StepKind
from ideas.standing import Role
from ideas.waiting import Waiting

LEADS = frozenset({Role.SECRETARIAT, Role.CHAIR})


def waiting_rooms(session: Session, visitor: Visitor) -> list[Waiting]:
    """Rooms to open, and rooms that all judges finished: asked of leaders alone, one statement."""
    if not LEADS & visitor.standing.roles:
        return []
    unread = exists().where(
        col(Assignment.step_id) == Step.id, col(Assignment.anchor),
        col(Assignment.state) == AssignmentState.OPEN,
    )  # fmt: skip
    rows = session.execute(
        select(
            col(Competition.id), col(Unit.path), col(Competition.title), col(Step.ref),
            col(Step.closes_at), col(Room.opened_at),
        )
        .join(Competition, col(Competition.id) == Step.competition_id)
        .join(Unit, col(Unit.id) == Competition.organiser_id)
        .join(RuleBook, in_force())
        .outerjoin(Room, col(Room.step_id) == Step.id)
        .where(
            col(Step.kind) == StepKind.PANEL, is_open_now(),
            col(Competition.state) == CompetitionState.OPEN,
            col(RuleBook.document)["judging"]["room"].as_integer() > 0,
            col(Room.closed_at).is_(None), ~and_(col(Room.step_id).is_not(None), unread),
        )
        .order_by(col(Step.closes_at), col(Step.ref))
    )  # fmt: skip
    return [
        Waiting("room_ready" if opened_at else "room", title, ref, closes_at)
        for competition_id, path, title, ref, closes_at, opened_at in rows
        if LEADS & visitor.roles_in(competition_id, path)
    ]
