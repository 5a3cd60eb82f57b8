"""Reading a promised lot: its commitment for everybody, its seed for whoever computes places."""

from uuid import UUID

from sqlmodel import Session

from ideas.deciding.lots.models import Lot
from ideas.secret import unsealed


def find_lot(session: Session, competition_id: UUID) -> Lot | None:
    return session.get(Lot, competition_id)


def seed_of(session: Session, competition_id: UUID) -> str:
    """Shown to nobody before the release. Empty when no lot was promised."""
    lot = find_lot(session, competition_id)
    return unsealed(lot.sealed_seed, str(competition_id)) if lot else ""
