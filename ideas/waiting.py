"""What waits for a person: one line of the desk."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, union_all
from sqlmodel import Session

# Kind, title, address, until when and how much, of one kind of work.
Asked = Select[*tuple[Any, ...]]
MOST = 50


@dataclass(frozen=True)
class Waiting:
    """Something that waits for a person: what kind of work, on what, by when, and how much."""

    kind: str
    title: str
    ref: str
    due_at: datetime
    count: int = 1


def read_waiting(session: Session, *asked: Asked) -> list[Waiting]:
    """What several features ask of a person: one statement."""
    return [Waiting(*row) for row in session.execute(union_all(*asked).limit(MOST))]
