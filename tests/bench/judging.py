"""What came of the entries: ballots, sheets with marks, and released results."""

import random
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from ideas import given
from ideas.acts import Act
from ideas.deciding.outcomes.models import Outcome, Result
from ideas.deciding.recognition.models import Recognition
from ideas.history.models import Event
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.reviews.models import Mark
from ideas.road.ballots.models import Ballot
from ideas.stages import OutcomeState, StepKind
from tests.bench.entries import event
from tests.bench.roads import Road
from tests.bench.rows import Facts, Loader
from tests.bench.staff import Employee, Staff
from tests.bench.texts import Passages

Voted = dict[UUID, set[UUID]]

FEW = 5  # an open ballot has a fifth of the papers that a closed one has
DECREE = {"decree_number": "188.4/77/2026", "decree_date": "2026-06-02"}


def vote(
    loader: Loader, roads: list[Road], staff: Staff, ballots: int, chance: random.Random
) -> Voted:
    """About so many ballots, spread over the roads that have reached theirs; who cast them."""
    voted: Voted = {}
    closed = [road for road in roads if road.past(StepKind.BALLOT)]
    open_ = [road for road in roads if road.at is StepKind.BALLOT]
    share = ballots / (len(closed) + len(open_) / FEW)
    for road in closed + open_:
        step = road.steps[StepKind.BALLOT]
        marks = share if road in closed else share / FEW
        papers = min(round(marks / step["quota"]), len(staff.people) * 9 // 10)
        voters = chance.sample(staff.people, papers)
        voted[road.id] = {voter.id for voter in voters}
        loader.load(Ballot, (mark for voter in voters for mark in _paper(road, voter, chance)))
        loader.load(
            Event,
            (event(step["id"], Act.CAST_BALLOT, v.id, step["opens_at"], step=step["ref"])
             for v in voters),
        )  # fmt: skip
    return voted


def _paper(road: Road, voter: Employee, chance: random.Random) -> Iterator[Facts]:
    step, receipt = road.steps[StepKind.BALLOT], given.new_code()
    shown = chance.sample(road.entries, step["quota"])
    for slot, entry in enumerate(shown, 1):
        yield {
            "step_id": step["id"], "voter_id": voter.id, "slot": slot, "quota": step["quota"],
            "entry_id": entry["id"], "cast_at": step["opens_at"] + timedelta(hours=3),
            "receipt": receipt,
        }  # fmt: skip


def judge(loader: Loader, roads: list[Road], chance: random.Random) -> dict[UUID, list[Facts]]:
    """Sheets: locked with every mark where the panel is over, open and half full where it sits."""
    passages, sheets = Passages(chance), {}
    for road in roads:
        if road.at is StepKind.PANEL or road.past(StepKind.PANEL):
            sheets[road.id] = list(_sheets(road, passages))
            loader.load(Assignment, sheets[road.id])
            marks = (m for sheet in sheets[road.id] for m in _marks(road, sheet, passages, chance))
            loader.load(Mark, marks)
    return sheets


def _sheets(road: Road, passages: Passages) -> Iterator[Facts]:
    step, over = road.steps[StepKind.PANEL], road.past(StepKind.PANEL)
    shown = [entry for entry in road.entries if entry.get("shown")]
    for number, entry in enumerate(shown):
        for turn in range(step["per_entry"]):
            judge_ = road.judges[(number + turn * 5) % len(road.judges)]
            yield {
                "id": given.new_id(), "ref": given.new_ref(), "step_id": step["id"],
                "entry_id": entry["id"], "judge_id": judge_.id, "place": number,
                "note": passages.note(), "assigned_at": step["opens_at"], "secret": judge_.secret,
                "declared_at": step["opens_at"],
                "state": AssignmentState.LOCKED if over else AssignmentState.OPEN,
                "locked_at": step["closes_at"] if over else None,
            }  # fmt: skip


def _marks(road: Road, sheet: Facts, passages: Passages, chance: random.Random) -> Iterator[Facts]:
    every = sheet["state"] is AssignmentState.LOCKED
    for criterion in road.rules.criteria if every else road.rules.criteria[:2]:
        yield {
            "assignment_id": sheet["id"], "criterion": criterion.key,
            "value": chance.randint(2, 4), "reason": passages.note(),
        }  # fmt: skip


def release(loader: Loader, roads: list[Road]) -> list[str]:
    """The published results, and what stands on the winners' records. Their references."""
    over = [road for road in roads if road.at is None]
    outcomes = {road.id: _outcome(road) for road in over}
    loader.load(Outcome, outcomes.values())
    for road in over:
        loader.load(Result, _results(road, outcomes[road.id]))
        loader.load(Recognition, _recognitions(road, outcomes[road.id]))
    return [outcome["ref"] for outcome in outcomes.values()]


def _outcome(road: Road) -> Facts:
    closed = road.steps[StepKind.DECREE]["closes_at"]
    return DECREE | {
        "id": given.new_id(), "ref": given.new_ref(), "competition_id": road.id,
        "step_id": road.step["id"], "state": OutcomeState.RELEASED, "release_at": closed,
        "sealed_by": road.leader.id, "sealed_at": closed, "seal_salt": given.new_secret(),
        "seal_digest": given.new_secret(), "rules_digest": given.new_secret(),
        "approved_by": road.publisher.id, "approved_at": closed, "released_at": closed,
    }  # fmt: skip


def _ranked(road: Road) -> list[Facts]:
    return [entry for entry in road.entries if entry.get("shown")]


def _results(road: Road, outcome: Facts) -> Iterator[Facts]:
    prizes = {prize.place: prize.title for prize in road.rules.prizes}
    for place, entry in enumerate(_ranked(road), 1):
        yield {
            "outcome_id": outcome["id"], "entry_id": entry["id"], "place": place,
            "score_top": 9000 - place * 7, "score_bottom": 100, "sheets": 3, "votes": 9,
            "award": prizes.get(place, ""),
        }  # fmt: skip


def _recognitions(road: Road, outcome: Facts) -> Iterator[Facts]:
    winners = zip(road.rules.prizes, _ranked(road), strict=False)
    for prize, entry in winners:
        for member in entry["team"]:
            yield DECREE | {
                "person_id": member["person_id"], "entry_id": entry["id"],
                "competition_id": road.id, "outcome_id": outcome["id"], "title": prize.title,
                "part": member["part"], "issued_at": outcome["released_at"],
            }  # fmt: skip
