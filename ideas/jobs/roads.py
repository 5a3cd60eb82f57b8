"""The clock of the roads: steps whose time has passed are turned."""

from sqlmodel import Session

from ideas.entries.moving import turn_steps


def turn_roads(session: Session, _about: dict[str, str]) -> None:
    turn_steps(session)
