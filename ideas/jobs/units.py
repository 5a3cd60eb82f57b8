"""The day on which a planned change of the organisation begins."""

from datetime import date

from sqlmodel import Session

from ideas import given
from ideas.staff.organisation.spans import make_current


def turn_units(session: Session, about: dict[str, str]) -> None:
    make_current(session, given.now().date(), date.fromisoformat(about["day"]))
