"""Keeping judges and entries apart after the draw: what the chart says later, what people say."""

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Conflicting, Invalid
from ideas.history.actions import record
from ideas.judging.conflicts.noting import note, noted_between
from ideas.judging.conflicts.queries import conflict_now, judges_of
from ideas.judging.conflicts.rules import FIRM, OWN_WORD, SAID, ConflictKind, as_told
from ideas.judging.guarding.queries import Two
from ideas.judging.panels.drawing import Panel
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import candidates_of
from ideas.permissions import Standing, require
from ideas.road.competitions.deadlines import hold_open
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import is_open_now, scoped_of, standing_in
from ideas.say import say
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState, StepKind

PLAIN = say("Bagan organisasi jelas memisahkan keduanya. Ini tidak dapat dikecualikan.")
SAID_SO = say("Juri itu sendiri yang menyatakannya. Pernyataannya tetap berlaku.")


@dataclass(frozen=True)
class Verdict:
    """What somebody decides of a judge and an entry, and why."""

    kind: ConflictKind
    reason: str


def guard_panels(session: Session) -> None:
    """Set aside every sheet that a conflict has reached since, and fill its place.

    Twice does no harm.
    """
    require(Act.GUARD_PANEL, Standing(system=True))
    for step in session.scalars(_with_sheets()).all():
        _keep_apart(session, step)


def pin_conflict(
    session: Session, visitor: Visitor, step: Step, two: Two, verdict: Verdict
) -> None:
    """Part a judge from an entry, or say that nothing parts them. The judge hears nothing."""
    require(Act.PIN_CONFLICT, _standing(session, visitor, step))
    hold_open(session, step.id, early=True)
    if verdict.kind is ConflictKind.CLEARED:
        _check_clearing(session, step, two)
    judge, entry, why = two.judge, two.entry, verdict.reason
    note(session, entry.id, judge.id, verdict.kind, why=why, by_id=visitor.id)
    _keep_apart(session, step)
    record(
        session, Act.PIN_CONFLICT, visitor.id, step.id, entry=entry.ref, person=judge.ref,
        verdict=verdict.kind, reason=why,
    )  # fmt: skip


def unpin_conflict(session: Session, visitor: Visitor, step: Step, two: Two) -> None:
    """Take a verdict back: from now on the chart answers again."""
    require(Act.UNPIN_CONFLICT, _standing(session, visitor, step))
    hold_open(session, step.id, early=True)
    row = noted_between(session, two.entry.id, two.judge.id)
    if row is None or row.kind not in SAID:
        raise Conflicting(say("Keputusan itu sudah dicabut."))
    session.delete(row)
    _keep_apart(session, step)
    record(
        session, Act.UNPIN_CONFLICT, visitor.id, step.id, entry=two.entry.ref,
        person=two.judge.ref,
    )  # fmt: skip


def _standing(session: Session, visitor: Visitor, step: Step) -> Standing:
    return standing_in(visitor, scoped_of(session, step.competition_id), step)


def _check_clearing(session: Session, step: Step, two: Two) -> None:
    competition = session.get_one(Competition, step.competition_id)
    if conflict_now(session, competition, two.judge.id, two.entry.near) in FIRM:
        raise Invalid({"verdict": PLAIN})
    row = noted_between(session, two.entry.id, two.judge.id)
    if row and row.kind in OWN_WORD:
        raise Invalid({"verdict": SAID_SO})


def _keep_apart(session: Session, step: Step) -> None:
    """What holds now, sheet by sheet; then new judges for what lacks some, while there is time."""
    session.flush()
    open_now = session.scalar(
        select(is_open_now()).where(col(Step.id) == step.id).with_for_update(key_share=True)
    )
    judges = judges_of(session, step.competition_id)
    panel = Panel(session, step, judges, candidates_of(session, step.id))
    for row in panel.quarantined:
        kind = panel.kinds[row.entry_id, row.judge_id]
        record(session, Act.GUARD_PANEL, None, row.id, step=step.ref, kind=as_told(kind))
    for row in panel.given_back:
        record(session, Act.GUARD_PANEL, None, row.id, step=step.ref, kind="category")
    if open_now and panel.is_drawn and step.kind is StepKind.PANEL:
        _fill(session, step, panel)


def _fill(session: Session, step: Step, panel: Panel) -> None:
    """Where nobody is left to ask, the panel's page says how many judges are lacking."""
    try:
        new = panel.drawn(given.new_seed())
    except Invalid:
        return
    session.add_all(new)
    if new:
        judges = len({row.judge_id for row in new})
        record(
            session, Act.ASSIGN_JUDGES, None, step.id, judges=judges, assignments=len(new)
        )  # fmt: skip


def _with_sheets() -> Select[Step]:
    given_out = select(col(Assignment.step_id))
    return (
        select(Step)
        .join(Competition, col(Competition.id) == Step.competition_id)
        .where(
            col(Competition.state) == CompetitionState.OPEN, col(Step.id).in_(given_out)
        )
        .order_by(col(Step.ref))
    )  # fmt: skip
