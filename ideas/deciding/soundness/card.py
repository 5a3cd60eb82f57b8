"""A judge's own card: how one judged beside those who read the same, once the result is out.

Before the release these figures would tell of marks that others gave; after it, rounded and over
many entries, they teach.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.deciding.rankings.queries import score_table
from ideas.deciding.rankings.rules import SheetMarks
from ideas.deciding.rankings.tables import neutral, rows_of
from ideas.deciding.soundness.rules import JUDGES, SHEETS, UNLIKELY, above_others
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import held_by
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.reviews.rules import weighted
from ideas.judging.rooms.spreads import sheets_in_room
from ideas.judging.rubrics.rules import Criterion
from ideas.judging.scoring.calibration import Method
from ideas.judging.scoring.judges import JudgeReport, reported
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import rules_of
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState


@dataclass(frozen=True)
class Card:
    """One panel that is over. Points out of 100, rounded; `None` where too little was shared.

    `anchors`: how far above the others one marked what all read in the calibration room.
    """

    competition: str
    step: str
    sheets: int
    peers: int
    anchors: int | None = None
    severity: int | None = None
    unsteady: int | None = None
    drift: int | None = None  # from the first sheet to the last, where chance explains it badly


def cards_of(session: Session, visitor: Visitor) -> tuple[Card, ...]:
    """Of all panels whose result is out, the newest first."""
    rows = session.execute(
        select(Step, Competition)
        .join(Competition, col(Competition.id) == Step.competition_id)
        .join(Assignment, col(Assignment.step_id) == Step.id)
        .where(
            held_by(visitor.id), col(Assignment.state) == AssignmentState.LOCKED,
            col(Competition.state) == CompetitionState.DONE,
        )
        .order_by(col(Step.closes_at).desc(), col(Step.ref))
        .distinct()
    ).all()  # fmt: skip
    return tuple(_card(session, visitor.id, step, competition) for step, competition in rows)


def _card(session: Session, judge: UUID, step: Step, competition: Competition) -> Card:
    rules = rules_of(session, competition)
    criteria = rules.criteria_at(step.kind)
    sheets = [sheet for sheet in score_table(session, step.id) if sheet.locked]
    own = [sheet for sheet in sheets if sheet.judge_id == judge]
    peers = _peers(sheets, own, judge)
    anchors = _on_anchors(session, judge, step, criteria) if rules.judging.room else None
    card = Card(competition.title, step.title, len(own), peers, anchors)
    if len(own) < SHEETS or peers < JUDGES:
        return card
    asked = Method(rules.judging.correction)
    report = reported(rows_of(sheets, criteria), asked=asked)
    name = neutral(sheets)[judge]
    mine = next((one for one in report.judges if one.judge == name), None)
    return _told(card, mine) if mine else card


def _peers(sheets: list[SheetMarks], own: list[SheetMarks], judge: UUID) -> int:
    """How many others one shared an entry with."""
    entries = {sheet.entry_id for sheet in own}
    return len({s.judge_id for s in sheets if s.entry_id in entries} - {judge})


def _on_anchors(
    session: Session, judge: UUID, step: Step, criteria: Sequence[Criterion]
) -> int | None:
    scores: dict[UUID, dict[UUID, Fraction]] = defaultdict(dict)
    for sheet in sheets_in_room(session, step.id):
        if sheet.locked:
            scores[sheet.entry_id][sheet.judge_id] = weighted(sheet.marks, criteria)
    return above_others(judge, scores.values())


def _told(card: Card, mine: JudgeReport) -> Card:
    strong = mine.drift is not None and (mine.drift_chance or 0) < UNLIKELY
    return replace(
        card, severity=round(mine.severity), unsteady=round(mine.consistency),
        drift=round((mine.drift or 0) * (mine.n - 1)) if strong else 0,
    )  # fmt: skip
