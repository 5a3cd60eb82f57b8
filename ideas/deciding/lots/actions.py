"""Promising the lot: a seed is drawn and locked away, its hash is told; later it is opened."""

from uuid import UUID

from sqlmodel import Session

from ideas import given
from ideas.deciding.lots.models import Lot
from ideas.deciding.lots.queries import find_lot, seed_of
from ideas.judging.scoring.ranking import commitment
from ideas.secret import sealed


def promise_lot(session: Session, competition_id: UUID) -> str:
    """Part of opening a competition; the commitment that its history names."""
    seed = given.new_secret()
    lot = Lot(
        competition_id=competition_id, commitment=commitment(seed),
        sealed_seed=sealed(seed, str(competition_id)), promised_at=given.now(),
    )  # fmt: skip
    session.add(lot)
    return lot.commitment


def open_lot(session: Session, competition_id: UUID) -> None:
    """Part of the release: from now on everybody may read the seed."""
    if lot := find_lot(session, competition_id):
        lot.seed = seed_of(session, competition_id)
