"""The clock of the roads: steps whose time has passed are turned, sheets left open are closed."""

from sqlmodel import Session

from ideas.entries.moving import turn_steps
from ideas.pitches.running import close_days, held_pitches
from ideas.rankings.shortlisting import shortlisted
from ideas.reviews.closing import close_panels, held_panels
from ideas.visits.waiting import held_visits


def turn_roads(session: Session, _about: dict[str, str]) -> None:
    close_days(session)
    holding = held_panels(session) | held_pitches(session) | held_visits(session)
    turn_steps(session, holding=holding, selecting=shortlisted)
    close_panels(session)
