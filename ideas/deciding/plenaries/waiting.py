"""For the desk: the sittings that are open now and not signed yet."""

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.deciding.plenaries.models import Plenary
from ideas.permits.plenaries import THE_ROOM
from ideas.road.competitions.deadlines import has_begun
from ideas.road.competitions.models import Competition, Step
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState, StepKind
from ideas.waiting import Waiting

PANEL = frozenset(THE_ROOM)


def waiting_plenaries(session: Session, visitor: Visitor) -> list[Waiting]:
    """One line a competition, late or not, until two people signed: one statement at most."""
    if not visitor.standing.roles & PANEL:
        return []
    rows = session.execute(
        select(
            col(Competition.id), col(Unit.path), col(Competition.title), col(Step.ref),
            col(Step.closes_at),
        )
        .join(Step, col(Step.competition_id) == Competition.id)
        .join(Unit, col(Unit.id) == Competition.organiser_id)
        .outerjoin(Plenary, col(Plenary.step_id) == Step.id)
        .where(
            col(Competition.state) == CompetitionState.OPEN,
            col(Step.kind) == StepKind.PLENARY, has_begun(), col(Plenary.closed_at).is_(None),
        )
        .order_by(col(Step.closes_at), col(Step.ref))
    )  # fmt: skip
    return [
        Waiting("plenary", title, ref, closes_at)
        for id_, path, title, ref, closes_at in rows
        if visitor.roles_in(id_, path) & PANEL
    ]
