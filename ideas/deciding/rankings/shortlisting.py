"""Who goes on from a panel to the visit, the presentation or the plenary."""

from uuid import UUID

from sqlmodel import Session

from ideas.deciding.rankings.queries import running_in, scores_of
from ideas.deciding.rankings.rules import going_on, quota_of
from ideas.judging.reviews.closing import close_panels
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import scoped_of, steps_of
from ideas.stages import StepKind

LATER = frozenset({StepKind.VISIT, StepKind.PITCH, StepKind.PLENARY})


def shortlisted(session: Session, step: Step) -> frozenset[UUID] | None:
    """The best of a panel, as its step says; None when everybody goes on."""
    if step.kind is not StepKind.PANEL or not quota_of(step.passes)[0]:
        return None
    road = steps_of(session, step.competition_id)
    if not any(s.kind in LATER and s.position > step.position for s in road):
        return None
    close_panels(session)  # complete sheets count, though their judges did not lock them
    scores = scores_of(session, scoped_of(session, step.competition_id), road)
    lines = scores.of_panel(running_in(session, step.competition_id)).lines
    return going_on(lines, step.passes) if lines else None
