"""Taking a person out of the history. The act, its time and its commitment stay."""

from uuid import UUID

from sqlalchemy import case
from sqlmodel import Session, col, or_, update

from ideas import given
from ideas.database import touched
from ideas.history.models import Event

NOBODY = UUID(int=0)


def forget_in_history(session: Session, person_id: UUID) -> int:
    """Blank who, about whom and with which facts; without its salt no guess can be tried."""
    gone = {"facts": {}, "salt": "", "erased_at": given.now()}
    by, about = col(Event.person_id) == person_id, col(Event.subject_id) == person_id
    change = (
        update(Event)
        .where(or_(by, about))
        .values(
            person_id=case((by, None), else_=col(Event.person_id)),
            subject_id=case((about, NOBODY), else_=col(Event.subject_id)),
            **gone,
        )
    )
    return touched(session.execute(change.execution_options(synchronize_session=False)))
