"""Questions about a competition's road: a list of steps, and nothing else."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from ideas.stages import StepKind, StepState


class AnyStep(Protocol):
    """What a step must know for the questions below."""

    kind: StepKind
    position: int
    opens_at: datetime
    closes_at: datetime


SomeStep = TypeVar("SomeStep", bound=AnyStep)


def state_at(step: AnyStep, moment: datetime) -> StepState:
    """Open from its first instant until just before its last: [opens_at, closes_at)."""
    if moment < step.opens_at:
        return StepState.UPCOMING
    return StepState.OPEN if moment < step.closes_at else StepState.CLOSED


def in_order(steps: Sequence[SomeStep]) -> list[SomeStep]:
    return sorted(steps, key=lambda step: step.position)


def current_step(steps: Sequence[SomeStep], moment: datetime) -> SomeStep:
    """The step people ask about now: the open one, else the next, else the last."""
    road = in_order(steps)
    open_now = [s for s in road if state_at(s, moment) is StepState.OPEN]
    to_come = [s for s in road if state_at(s, moment) is StepState.UPCOMING]
    return (open_now or to_come or road[-1:])[0]


def step_after(steps: Sequence[SomeStep], position: int) -> SomeStep | None:
    return next((step for step in in_order(steps) if step.position > position), None)
