"""Passkeys without a database."""

from datetime import timedelta
from enum import StrEnum

LASTS = timedelta(minutes=5)
MOST = 10  # passkeys of one person


class Purpose(StrEnum):
    """What a challenge is for; an answer to one is no answer to another."""

    ADD = "add"
    PROVE = "prove"
