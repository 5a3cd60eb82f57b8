"""The way of an entry without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from ideas.acts import Act
from ideas.given import new_id
from ideas.road.competitions.models import Step
from ideas.road.entries.rules import (
    TOLD_AS,
    Finding,
    Verdict,
    check_findings,
    due,
    reasons_in,
    stops,
    told_as,
)
from ideas.stages import EntryState, StepKind
from tests.factories import ROAD as PLAIN

NOON = datetime(2026, 11, 25, 5, tzinfo=UTC)
DAY = timedelta(days=1)


def step(kind: StepKind, place: int = 0) -> Step:
    return Step(
        kind=kind, position=place, title=kind.value, competition_id=new_id(), service_days=5,
        opens_at=NOON, closes_at=NOON + 7 * DAY,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "days_in", "expected"),
    [
        (StepKind.ENDORSEMENT, -3, 5),
        (StepKind.ENDORSEMENT, 1, 6),
        (StepKind.ENDORSEMENT, 4, 7),
        (StepKind.BALLOT, 1, 7),
    ],
)
def test_the_service_time_begins_with_the_step_and_ends_with_it(
    kind: StepKind, days_in: int, expected: int
) -> None:
    assert due(step(kind), NOON + days_in * DAY) == NOON + expected * DAY


ROAD = [step(kind, place) for place, kind in enumerate(PLAIN)]


@pytest.mark.parametrize(
    ("state", "here"),
    [
        (EntryState.RUNNING, "now"),
        (EntryState.RETURNED, "now"),
        (EntryState.ENDED, "stopped"),
        (EntryState.WITHDRAWN, "stopped"),
        (EntryState.DECIDED, "done"),
    ],
)
def test_the_road_is_done_behind_and_to_come_ahead(state: EntryState, here: str) -> None:
    assert [stop.state for stop in stops(ROAD, 2, state)] == [
        "done", "done", here, "todo", "todo", "todo",
    ]  # fmt: skip


def finding(fine: bool | None, reason: str = "") -> Finding:
    return Finding("a", "Butir a.", fine, reason)


BAD = finding(False, "Angkanya keliru.")


@pytest.mark.parametrize(
    ("verdict", "item", "corrections", "fields"),
    [
        (Verdict.PASS, finding(True), 0, []),
        (Verdict.PASS, finding(None), 0, ["check-ok-a"]),
        (Verdict.PASS, BAD, 0, ["verdict"]),
        (Verdict.RETURN, BAD, 0, []),
        (Verdict.RETURN, BAD, 1, ["verdict"]),
        (Verdict.RETURN, finding(True), 0, ["verdict"]),
        (Verdict.FAIL, BAD, 1, []),
        (Verdict.FAIL, finding(False), 0, ["check-why-a"]),
        (Verdict.FAIL, finding(True), 0, ["verdict"]),
        (Verdict.FAIL, finding(False, "x " * 400), 0, ["check-why-a"]),
    ],
)
def test_a_checklist_must_hold_together(
    verdict: Verdict, item: Finding, corrections: int, fields: list[str]
) -> None:
    assert list(check_findings(verdict, [item], corrections)) == fields


def test_reasons_are_told_item_by_item() -> None:
    assert reasons_in([finding(True, "diam"), BAD, BAD]) == (
        "Butir a. Angkanya keliru.\nButir a. Angkanya keliru."
    )


def test_every_line_of_history_has_words_of_its_own() -> None:
    lines = [str(told_as(act, {"verdict": verdict})) for act, verdict in TOLD_AS]
    assert len(set(lines)) == len(lines)
    assert str(told_as(Act.TURN_STEP, {})) not in lines
