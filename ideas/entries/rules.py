"""The way of an entry without a database: who owes the next move, and by when."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from ideas.stages import StepKind

OPEN_TO_COLLEAGUES = frozenset({StepKind.BALLOT, StepKind.PANEL, StepKind.DECREE})


class Verdict(StrEnum):
    PASS = "pass"  # noqa: S105 -- a verdict, not a password
    RETURN = "return"
    FAIL = "fail"


class AnyStep(Protocol):
    kind: StepKind
    opens_at: datetime
    closes_at: datetime
    service_days: int


def due(step: AnyStep, now: datetime) -> datetime:
    """By when the owner must move: the service time, but never after the step closes.

    Steps that everyone works on together (ballot, panel, decree) last until they close.
    """
    if step.kind in OPEN_TO_COLLEAGUES:
        return step.closes_at
    return min(max(now, step.opens_at) + timedelta(days=step.service_days), step.closes_at)


def is_shown_from(kind: StepKind) -> bool:
    """Colleagues may read an entry once it has passed the screening."""
    return kind in OPEN_TO_COLLEAGUES
