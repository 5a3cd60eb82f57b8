"""Reminding teams that have not confirmed when they present."""

from uuid import UUID

from sqlmodel import Session

from ideas.competitions.models import Step
from ideas.pitches.running import remind_teams_of


def remind_of_pitches(session: Session, about: dict[str, str]) -> None:
    remind_teams_of(session, session.get_one(Step, UUID(about["step"])))
