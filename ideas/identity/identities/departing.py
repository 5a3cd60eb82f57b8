"""Leaving for a provider and coming back: once, in time, with the same browser."""

from sqlmodel import Session, col, delete

from ideas import given
from ideas.acts import Act
from ideas.identity.identities.models import Departure
from ideas.identity.identities.rules import AWAY, LONGEST_WAY, hashed
from ideas.outside.doubts import Doubt, Doubtful
from ideas.permissions import Standing, require


def depart(session: Session, provider: str, state: str, secret: str, to: str) -> None:
    """Remember that this browser went to this provider, and where it wants to go afterwards."""
    require(Act.SIGN_IN, Standing())
    session.execute(delete(Departure).where(col(Departure.ends_at) < given.now()))
    session.add(
        Departure(
            state_hash=hashed(state), browser_hash=hashed(secret), provider=provider,
            to=to if len(to) <= LONGEST_WAY else "/", ends_at=given.now() + AWAY,
        )
    )  # fmt: skip


def come_back(session: Session, provider: str, state: str, secret: str) -> str:
    """Where it wanted to go. A state serves once, in time, here, and in no other browser."""
    require(Act.SIGN_IN, Standing())
    taken = session.execute(
        delete(Departure)
        .where(
            col(Departure.state_hash) == hashed(state),
            col(Departure.browser_hash) == hashed(secret),
            col(Departure.provider) == provider,
            col(Departure.ends_at) > given.database_now(),
        )
        .returning(col(Departure.to))
    ).first()
    if taken is None:
        raise Doubtful(Doubt.STATE)
    return str(taken.to)
