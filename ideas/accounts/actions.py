"""Opening accounts, and slowing down those who guess."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, delete, func, select

from ideas import given
from ideas.accounts.models import Account, Attempt
from ideas.acts import Act
from ideas.failures import TooOften
from ideas.permissions import Standing, require
from ideas.say import say

WINDOW = timedelta(minutes=15)
MOST_PER_ACCOUNT = 8
MOST_PER_ADDRESS = 60


def open_account(
    session: Session, standing: Standing, person_id: UUID, username: str, password_hash: str
) -> None:
    require(Act.GRANT_ROLE, standing)
    session.add(Account(person_id=person_id, username=username.lower(), password=password_hash))


def check_attempts(session: Session, account_hash: str, address: str) -> None:
    """Slow down guessing: by the pair of account and address, so that nobody locks others out."""
    require(Act.SIGN_IN, Standing())
    recent = select(func.count()).where(col(Attempt.at) > given.now() - WINDOW)
    here = recent.where(Attempt.address == address)
    if (
        session.exec(here.where(Attempt.account_hash == account_hash)).one() >= MOST_PER_ACCOUNT
        or session.exec(here).one() >= MOST_PER_ADDRESS
    ):
        raise TooOften(say("Terlalu sering mencoba. Tunggu 15 menit, lalu coba lagi."))


def note_attempt(session: Session, account_hash: str, address: str) -> None:
    """Remember a failed sign-in, and forget those out of the window."""
    require(Act.SIGN_IN, Standing())
    session.execute(delete(Attempt).where(col(Attempt.at) < given.now() - WINDOW))
    session.add(Attempt(account_hash=account_hash, address=address, at=given.now()))
