"""Planning a competition: from a preset to a draft, block by block, until it opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select, update

from ideas import given
from ideas.acts import Act
from ideas.database import found
from ideas.deciding.lots.actions import promise_lot
from ideas.failures import Invalid, Refused
from ideas.history.actions import record
from ideas.judging.rubrics.rules import TieRule
from ideas.later import Task, later
from ideas.permissions import Role, require
from ideas.road.competitions.deadlines import changed
from ideas.road.competitions.laying import lay_road
from ideas.road.competitions.models import Competition, RuleBook, Step
from ideas.road.competitions.presets import Preset, dated
from ideas.road.competitions.queries import (
    Scoped,
    defects_of,
    rules_of,
    standing_in,
    standing_to_plan,
    steps_of,
)
from ideas.road.competitions.rules import Rules, StepChange, rules_digest
from ideas.say import say
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState
from ideas.writing.forms.rules import Rule


@dataclass(frozen=True)
class Basics:
    """What a competition says of itself. `unit` is the reference of whose people may take part."""

    title: str
    theme: str
    about: str
    unit: str


def plan_competition(
    session: Session, planner: Visitor, preset: Preset, basics: Basics, first_day: date
) -> Competition:
    """Make a draft with the road of a preset, organised by the planner's own unit."""
    require(Act.PLAN_COMPETITION, standing_to_plan(planner))
    now = given.now()
    competition = Competition(
        kind=preset.kind, title=basics.title, theme=basics.theme, about=basics.about,
        unit_id=_scope(session, planner, basics.unit), organiser_id=planner.unit_id,
        zone=planner.zone, created_at=now,
    )  # fmt: skip
    session.add(competition)
    session.flush()
    session.add(
        RuleBook(competition_id=competition.id, version=1, digest="", document={}, made_at=now)
    )
    session.add_all(_road(competition, preset, first_day))
    _keep_rules(session, competition, preset.rules)
    record(session, Act.PLAN_COMPETITION, planner.id, competition.id, competition=competition.ref)
    return competition


def change_basics(session: Session, planner: Visitor, scoped: Scoped, basics: Basics) -> None:
    require(Act.CHANGE_COMPETITION, standing_in(planner, scoped))
    _hold_draft(session, scoped.row)
    scoped.row.title, scoped.row.theme = basics.title, basics.theme
    scoped.row.about = basics.about
    scoped.row.unit_id = _scope(session, planner, basics.unit)
    _record_change(session, planner, scoped.row)


def change_part(
    session: Session, planner: Visitor, scoped: Scoped, part: str, now: Sequence[Rule] | Rule
) -> None:
    """Put these rows, or this one, in the place of one part of the rules."""
    require(Act.CHANGE_COMPETITION, standing_in(planner, scoped))
    _hold_draft(session, scoped.row)
    value = now if isinstance(now, Rule) else tuple(now)
    rules = rules_of(session, scoped.row).model_copy(update={str(part): value})
    _keep_rules(session, scoped.row, rules)
    _record_change(session, planner, scoped.row)


def change_steps(
    session: Session, planner: Visitor, scoped: Scoped, changes: Sequence[StepChange], do: str = ""
) -> None:
    """Move the steps of the road, those not mentioned stay as they are; then lay it by `do`."""
    require(Act.CHANGE_COMPETITION, standing_in(planner, scoped))
    _hold_draft(session, scoped.row)
    steps = {step.ref: step for step in steps_of(session, scoped.row.id)}
    for change in changes:
        if step := steps.get(change.ref):
            step.sqlmodel_update(change.model_dump(exclude={"ref"}))
    lay_road(session, scoped.row, do)
    _keep_rules(session, scoped.row, rules_of(session, scoped.row))
    _record_change(session, planner, scoped.row)


def open_competition(session: Session, opener: Visitor, scoped: Scoped) -> None:
    """Lock the rules and let people in, when the checker finds nothing against it."""
    require(Act.OPEN_COMPETITION, standing_in(opener, scoped))
    _hold_draft(session, scoped.row)
    if defects_of(session, scoped):
        raise Invalid(say("Kompetisi belum dapat dibuka. Lihat hasil pemeriksaan."))
    rules = rules_of(session, scoped.row)
    digest = _keep_rules(session, scoped.row, rules)
    lot = {"lot": promise_lot(session, scoped.row.id)} if rules.judging.tie is TieRule.LOT else {}
    scoped.row.state, scoped.row.opened_at = CompetitionState.OPEN, given.now()
    session.flush()
    for step in steps_of(session, scoped.row.id):
        later(session, Task.TURN_ROADS, due_at=step.closes_at, competition=scoped.row.ref)
    record(
        session, Act.OPEN_COMPETITION, opener.id, scoped.row.id,
        digest=digest, version=scoped.row.rules_version, **lot,
    )  # fmt: skip


def amend_road(session: Session, competition: Competition, rules: Rules | None = None) -> int:
    """A change after the opening: a new version of the rules beside the old one, never instead."""
    rules = rules or rules_of(session, competition)
    competition.rules_version += 1
    session.add(
        RuleBook(
            competition_id=competition.id, version=competition.rules_version,
            document=rules.model_dump(mode="json"), made_at=given.now(),
            digest=rules_digest(rules, steps_of(session, competition.id)),
        )
    )  # fmt: skip
    session.flush()
    return competition.rules_version


def _road(competition: Competition, preset: Preset, first_day: date) -> list[Step]:
    return [
        Step(
            competition_id=competition.id, position=step.position, kind=step.plan.kind,
            title=step.plan.title, opens_at=step.opens_at, closes_at=step.closes_at,
            service_days=step.plan.service_days, quota=step.plan.quota,
            per_entry=step.plan.per_entry,
        )
        for step in dated(preset.steps, first_day, competition.zone)
    ]  # fmt: skip


def _scope(session: Session, planner: Visitor, ref: str) -> UUID:
    """A unit that the planner's role as secretariat reaches."""
    unit = session.exec(select(Unit).where(Unit.ref == ref)).first()
    if unit is None or Role.SECRETARIAT not in planner.roles_in(None, unit.path):
        raise Invalid({"unit": say("Pilih unit kerja dalam jangkauan Anda.")})
    return unit.id


def _hold_draft(session: Session, competition: Competition) -> None:
    """Keep the row from changing until we are done, and make sure that it is still a draft."""
    hold = (
        update(Competition)
        .where(
            col(Competition.id) == competition.id, col(Competition.state) == CompetitionState.DRAFT
        )
        .values(rules_version=Competition.rules_version)
    )
    if not changed(session, hold):
        raise Refused(say("Aturan terkunci sejak kompetisi dibuka."))


def _keep_rules(session: Session, competition: Competition, rules: Rules) -> str:
    """Write the rules of the draft, with the digest of rules and road together."""
    session.flush()
    book = found(session.get(RuleBook, (competition.id, competition.rules_version)))
    book.document, book.made_at = rules.model_dump(mode="json"), given.now()
    book.digest = rules_digest(rules, steps_of(session, competition.id))
    return book.digest


def _record_change(session: Session, planner: Visitor, competition: Competition) -> None:
    session.flush()
    record(
        session,
        Act.CHANGE_COMPETITION,
        planner.id,
        competition.id,
        version=competition.rules_version,
    )
