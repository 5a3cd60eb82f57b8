"""Laying the road of a draft: what stands between panel and decree is added and taken away."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import takewhile

from sqlmodel import Session

from ideas.road.competitions.judging import AFTER_PANEL
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import steps_of
from ideas.stages import StepKind

# What a new step is called, and how many days it lasts, until the secretariat says otherwise.
BEGIN = {
    StepKind.VISIT: ("Verifikasi lapangan", 14),
    StepKind.PITCH: ("Presentasi", 7),
    StepKind.PLENARY: ("Sidang pleno", 3),
}


def lay_road(session: Session, competition: Competition, do: str) -> None:
    """After a button was pressed: 'add-visit', 'remove-visit', or nothing to lay."""
    word, _, name = do.partition("-")
    if name not in AFTER_PANEL:
        return
    kind, road = StepKind(name), list(steps_of(session, competition.id))
    stands = next((step for step in road if step.kind is kind), None)
    if word == "add" and stands is None:
        _add(session, competition, road, kind)
    if word == "remove" and stands is not None:
        _remove(session, road, stands)


def _add(session: Session, competition: Competition, road: list[Step], kind: StepKind) -> None:
    """After the panel and before what comes later by its nature; the rest moves on."""
    later = (*AFTER_PANEL[AFTER_PANEL.index(kind) + 1 :], StepKind.DECREE)
    before = list(takewhile(lambda step: step.kind not in later, road))
    if not before:
        return
    title, days = BEGIN[kind]
    opens_at = before[-1].closes_at
    closes_at = opens_at + timedelta(days=days)
    _move(session, road[len(before) :], 1, timedelta(days=days))
    session.add(
        Step(
            competition_id=competition.id, position=before[-1].position + 1, kind=kind,
            title=title, opens_at=opens_at, closes_at=closes_at,
        )
    )  # fmt: skip
    session.flush()


def _remove(session: Session, road: list[Step], step: Step) -> None:
    """What follows comes as much earlier as the step took."""
    following = road[road.index(step) + 1 :]
    lasted = following[0].opens_at - step.opens_at if following else timedelta()
    session.delete(step)
    session.flush()
    _move(session, following, -1, -lasted)


def _move(session: Session, steps: Sequence[Step], places: int, by: timedelta) -> None:
    """One after the other, so that no two ever stand in the same place."""
    for step in steps if places < 0 else reversed(steps):
        step.position += places
        step.opens_at, step.closes_at = step.opens_at + by, step.closes_at + by
        session.flush()
