"""One open place, as somebody finds it who might come."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.database import found
from ideas.failures import Missing
from ideas.permissions import Standing, require_visible
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import scoped_of, standing_in
from ideas.road.entries.models import Entry
from ideas.staff.roles.visitors import Visitor
from ideas.staff.skills.queries import skills_of
from ideas.teamwork.places.models import Place
from ideas.teamwork.places.queries import Line, is_call, lines_for, with_skills
from ideas.writing.proposals.mates import lead_in, relations_in, team_of
from ideas.writing.proposals.models import Proposal


@dataclass(frozen=True)
class Spot:
    """A place with its proposal, the call it is in, its lead, and how a person stands to it."""

    line: Line
    proposal: Proposal
    step: Step
    lead_id: UUID
    standing: Standing


def find_place(session: Session, visitor: Visitor, ref: str) -> Spot:
    """One place in the reach of a call: what one may not see does not exist. Five statements."""
    rows = session.execute(lines_for(visitor).where(col(Place.ref) == ref)).all()
    if not rows:
        raise Missing
    line = with_skills(session, rows, skills_of(session, visitor.id))[0]
    proposal = found(session.get(Proposal, rows[0][0].proposal_id))
    step, entry = session.execute(
        select(Step, col(Entry.state))
        .outerjoin(Entry, col(Entry.proposal_id) == proposal.id)
        .where(col(Step.competition_id) == proposal.competition_id, is_call())
    ).one()
    team = team_of(session, proposal.id)
    standing = standing_in(
        visitor, scoped_of(session, proposal.competition_id), step, entry=entry,
        relations=relations_in(team, visitor),
    )  # fmt: skip
    require_visible(Act.READ_PLACE, standing)
    return Spot(line, proposal, step, lead_in(team).id, standing)
