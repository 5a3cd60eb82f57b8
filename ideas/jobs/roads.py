"""The clock of the roads: steps whose time has passed are turned, sheets left open are closed."""

from sqlmodel import Session

from ideas.deciding.rankings.shortlisting import shortlisted
from ideas.judging.pitches.running import close_days, held_pitches
from ideas.judging.reviews.closing import close_panels, held_panels
from ideas.judging.visits.waiting import held_visits
from ideas.road.entries.moving import turn_steps


def turn_roads(session: Session, _about: dict[str, str]) -> None:
    close_days(session)
    holding = held_panels(session) | held_pitches(session) | held_visits(session)
    turn_steps(session, holding=holding, selecting=shortlisted)
    close_panels(session)
