"""What waits for a person: one line of the desk."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Waiting:
    """Something that waits for a person: what kind of work, on what, by when, and how much."""

    kind: str
    title: str
    ref: str
    due_at: datetime
    count: int = 1
