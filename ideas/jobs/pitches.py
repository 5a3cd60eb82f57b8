"""Reminding teams that have not confirmed when they present."""

from uuid import UUID

from sqlmodel import Session

from ideas.judging.pitches.running import remind_teams_of
from ideas.road.competitions.models import Step


def remind_of_pitches(session: Session, about: dict[str, str]) -> None:
    remind_teams_of(session, session.get_one(Step, UUID(about["step"])))
