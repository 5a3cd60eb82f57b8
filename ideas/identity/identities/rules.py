"""Providers without a database: what is made from a browser's secret, and a provider's own key."""

import hashlib
import hmac
from datetime import timedelta
from uuid import UUID

AWAY = timedelta(minutes=10)  # how long one may take at the provider
MINUTE = timedelta(minutes=1)
LONGEST_WAY = 300
MOST_REFUSALS = 20  # written down a minute for one provider; more would be somebody's game
REFUSALS_SHOWN = timedelta(days=30)


def hashed(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def made_from(secret: str, purpose: str, state: str) -> str:
    """A nonce or a proof key that only this browser's secret gives, for this state alone."""
    return hmac.new(secret.encode(), f"{purpose} {state}".encode(), hashlib.sha256).hexdigest()


def provider_id(issuer: str) -> UUID:
    """What the history calls a provider."""
    return UUID(bytes=hashlib.sha256(issuer.encode()).digest()[:16], version=4)
