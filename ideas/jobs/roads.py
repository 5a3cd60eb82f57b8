"""The clock of the roads: steps whose time has passed are turned, sheets left open are closed."""

from sqlmodel import Session

from ideas.entries.moving import turn_steps
from ideas.reviews.closing import close_panels, held_panels


def turn_roads(session: Session, _about: dict[str, str]) -> None:
    turn_steps(session, holding=held_panels(session))
    close_panels(session)
