"""Being signed in: by which method, for how long, how recently proved."""

from datetime import datetime, timedelta
from enum import StrEnum

SESSION = timedelta(hours=12)
STEP = timedelta(minutes=10)  # how long the second step may take
RECENT = timedelta(minutes=15)  # how long a proof is fresh enough for what cannot be undone


class Method(StrEnum):
    PASSWORD = "password"  # noqa: S105 -- the name of a method
    PASSKEY = "passkey"
    PROVIDER = "provider"
    CODE = "code"
    RECOVERY = "recovery"


# Told from what a browser says of itself; those that imitate others come before them.
BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def browser_in_words(agent: str) -> str:
    """'Chrome, Android': enough to know one's own again, too little to follow anybody."""
    found = [
        next((name for mark, name in marks if mark in agent), "") for marks in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found))


def is_recent(proved_at: datetime | None, now: datetime) -> bool:
    return proved_at is not None and now - proved_at <= RECENT
