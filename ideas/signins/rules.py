"""Being signed in: by which method, for how long, how recently proved."""

from datetime import timedelta
from enum import StrEnum

SESSION = timedelta(hours=12)
RECENT = timedelta(minutes=15)  # how long a proof is fresh enough for what cannot be undone


class Method(StrEnum):
    PASSWORD = "password"  # noqa: S105 -- the name of a method
    PASSKEY = "passkey"
    PROVIDER = "provider"
