"""Slowing down those who guess passwords and codes, and nobody else."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, delete, func, select

from ideas import given
from ideas.acts import Act
from ideas.failures import TooOften
from ideas.history.actions import record
from ideas.identity.accounts.models import Attempt
from ideas.identity.accounts.rules import (
    MOST_ELSEWHERE,
    MOST_HERE,
    WINDOW,
    Guesses,
    network_of,
    too_often,
)
from ideas.permissions import Standing, require
from ideas.secret import digest


@dataclass(frozen=True)
class Guess:
    """One try: at which account, from which address, by which browser. All of it as digests."""

    account: str
    address: str
    place: str
    known: bool

    @classmethod
    def at(cls, account: str, address: str, device: str = "") -> "Guess":
        """`device`: a browser that has been in this account before, and so a place of its own."""
        network = digest(network_of(address), "address")
        place = digest(device, "device") if device else network
        return cls(digest(account.lower(), "account"), network, place, bool(device))


def begin_guess(session: Session, guess: Guess) -> None:
    """Count the try before anything slow happens, so that many at once are counted too."""
    require(Act.SIGN_IN, Standing())
    session.execute(delete(Attempt).where(col(Attempt.at) < given.now() - WINDOW))
    session.add(
        Attempt(
            account_hash=guess.account, address=guess.address, place=guess.place,
            known=guess.known, at=given.now(),
        )
    )  # fmt: skip
    session.flush()
    if why := too_often(_guesses(session, guess), known=guess.known):
        raise TooOften(why)


def forgive_guesses(session: Session, guess: Guess) -> None:
    """It was right: what went wrong before at this place no longer counts."""
    require(Act.SIGN_IN, Standing())
    session.execute(
        delete(Attempt).where(
            col(Attempt.account_hash) == guess.account, col(Attempt.place) == guess.place
        )
    )


def note_refusals(session: Session, guess: Guess) -> bool:
    """Remember, once, that a place or all of them have used up their tries. True when they had."""
    require(Act.SLOW_DOWN, Standing())
    guesses = _guesses(session, guess)
    last = guesses.here == MOST_HERE or guesses.account == MOST_ELSEWHERE
    if last:
        record(session, Act.SLOW_DOWN, None, UUID(guess.account[:32]))
    return last


def _guesses(session: Session, guess: Guess) -> Guesses:
    recent = select(func.count()).where(col(Attempt.at) >= given.now() - WINDOW)
    theirs = recent.where(col(Attempt.account_hash) == guess.account)
    return Guesses(
        here=session.exec(theirs.where(col(Attempt.place) == guess.place)).one(),
        address=session.exec(
            recent.where(col(Attempt.address) == guess.address, col(Attempt.known).is_(False))
        ).one(),
        account=session.exec(theirs.where(col(Attempt.known).is_(False))).one(),
    )
