"""Reading decisions about being shown."""

from uuid import UUID

from sqlmodel import Session, col, select

from ideas.consents.models import Choice
from ideas.consents.rules import Shown, shown_parts


def shown_of(session: Session, person_id: UUID) -> frozenset[Shown]:
    """The parts of a public page that this person lets be seen: one statement."""
    return shown_parts({choice.shown: choice.agreed for choice in choices_of(session, person_id)})


def choices_of(session: Session, person_id: UUID) -> list[Choice]:
    """Every decision, the newest last."""
    own = select(Choice).where(Choice.person_id == person_id)
    return list(session.exec(own.order_by(col(Choice.number))))
