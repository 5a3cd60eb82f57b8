"""Reading competitions, their roads and their rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Text, and_, bindparam, cast
from sqlalchemy import select as pick
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import Session, col, select

from ideas import given
from ideas.acts import Act
from ideas.database import found
from ideas.failures import Missing
from ideas.permissions import Role, Standing, refusal
from ideas.road.competitions.checking import Officers, defects
from ideas.road.competitions.models import Competition, RuleBook, Step
from ideas.road.competitions.rules import Rules
from ideas.road.steps import state_at
from ideas.say import Sentence
from ideas.staff.offices.queries import Officer, officers_in
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepKind


@dataclass(frozen=True)
class Scoped:
    """A competition with the two places in the organisation that permission asks about."""

    row: Competition
    scope: str
    scope_path: str
    organiser: str
    organiser_path: str


def find_competition(session: Session, visitor: Visitor | None, ref: str) -> Scoped:
    """What a person may not see does not exist for them: one statement."""
    scoped = _scoped(session, col(Competition.ref), ref)
    if scoped is None or refusal(Act.SEE_COMPETITION, standing_in(visitor, scoped)):
        raise Missing
    return scoped


def competition_of_step(
    session: Session, visitor: Visitor | None, step_ref: str, kind: StepKind
) -> tuple[Scoped, Step]:
    """A step of one kind, and its competition, by the step's reference: two statements."""
    step = session.exec(select(Step).where(Step.ref == step_ref, Step.kind == kind)).first()
    scoped = _scoped(session, col(Competition.id), step.competition_id) if step else None
    if step is None or scoped is None:
        raise Missing
    if refusal(Act.SEE_COMPETITION, standing_in(visitor, scoped)):
        raise Missing
    return scoped, step


def scoped_of(session: Session, competition_id: UUID) -> Scoped:
    """A competition that is known to exist, whoever asks."""
    return found(_scoped(session, col(Competition.id), competition_id))


def _scoped(session: Session, column: Mapped[Any], value: str | UUID) -> Scoped | None:
    row = session.execute(_with_its_units(column), {"value": value}).first()
    return Scoped(*row) if row else None


@cache
def _with_its_units(column: Mapped[Any]) -> Select[*tuple[Any, ...]]:
    scope, organiser = aliased(Unit), aliased(Unit)
    return (
        pick(
            Competition, col(scope.name), col(scope.path), col(organiser.name), col(organiser.path)
        )
        .join(scope, col(scope.id) == Competition.unit_id)
        .join(organiser, col(organiser.id) == Competition.organiser_id)
        .where(column == bindparam("value"))
    )


def standing_in(
    visitor: Visitor | None,
    scoped: Scoped,
    step: Step | None = None,
    *,
    category: str = "",
    **facts: Any,
) -> Standing:
    """How a person stands to a competition, or to one step or category of it, right now."""
    place = (scoped.row.id, scoped.organiser_path, category)
    return Standing(
        signed_in=visitor is not None,
        roles=visitor.roles_in(*place) if visitor else frozenset(),
        eligible=visitor is not None and visitor.unit_path.startswith(scoped.scope_path),
        competition=scoped.row.state,
        step=step.kind if step else None,
        step_state=state_at(step, given.now()) if step else None,
        **facts,
    )


def steps_of(session: Session, competition_id: UUID) -> Sequence[Step]:
    """The road, in order."""
    return session.exec(
        select(Step).where(Step.competition_id == competition_id).order_by(col(Step.position))
    ).all()


def in_force() -> ColumnElement[bool]:
    """In SQL, with Competition joined: the rules that it names."""
    here = col(RuleBook.competition_id) == Competition.id
    return and_(here, col(RuleBook.version) == Competition.rules_version)


def panel_of(panel: type[Step]) -> ColumnElement[bool]:
    """In SQL, with Competition joined: the step that is its panel."""
    here = col(panel.competition_id) == Competition.id
    return and_(here, col(panel.kind) == StepKind.PANEL)


def find_step(session: Session, competition_id: UUID, ref: str) -> Step:
    """One step of a competition that the person sees already."""
    step = next((step for step in steps_of(session, competition_id) if step.ref == ref), None)
    if step is None:
        raise Missing
    return step


def rules_of(session: Session, competition: Competition) -> Rules:
    """The rules in force: the version that the competition names."""
    return find_rules(session, competition)[0]


def find_rules(session: Session, competition: Competition) -> tuple[Rules, RuleBook]:
    """The same, with the book that holds them: its version, digest and date."""
    book = found(session.get(RuleBook, (competition.id, competition.rules_version)))
    return Rules.model_validate(book.document), book


def rules_as_text() -> ColumnElement[str]:
    """In SQL, with RuleBook joined: its document, for what is asked so often that its rules are
    kept at hand."""
    return cast(col(RuleBook.document), Text)


@lru_cache(maxsize=64)
def as_rules(document: str) -> Rules:
    """The same words give the same rules, so they are checked once."""
    return Rules.model_validate_json(document)


def is_open_now() -> ColumnElement[bool]:
    """In SQL, by the database's clock: the joined step is open as the row is written."""
    now = given.database_now()
    return and_(col(Step.opens_at) <= now, now < col(Step.closes_at))


def standing_to_plan(visitor: Visitor) -> Standing:
    """How a person stands to a competition that their own unit would organise."""
    return Standing(signed_in=True, roles=visitor.roles_in(None, visitor.unit_path))


def defects_of(session: Session, scoped: Scoped) -> list[Sentence]:
    """What the checker says of this competition as it stands now: three statements."""
    officers = officers_in(session, scoped.row.id, scoped.organiser_path)
    steps = steps_of(session, scoped.row.id)
    return defects_in(rules_of(session, scoped.row), steps, officers)


def defects_in(rules: Rules, steps: Sequence[Step], officers: Sequence[Officer]) -> list[Sentence]:
    """Judges count when they were named for this competition, the others wherever they serve."""
    roles = [officer.role for officer in officers]
    counted = Officers(
        judges=sum(officer.here and officer.role is Role.JUDGE for officer in officers),
        chairs=roles.count(Role.CHAIR),
        leaders=roles.count(Role.LEADER),
        publishers=roles.count(Role.PUBLISHER),
    )
    return defects(rules, steps, counted, given.now())
