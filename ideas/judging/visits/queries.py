"""Reading visits: of one step, one entry, one team."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import Session, col

from ideas import given
from ideas.acts import Act
from ideas.failures import Missing
from ideas.judging.conflicts.queries import apart_from, candidates_where, hidden_from
from ideas.judging.visits.models import FieldVisit
from ideas.judging.visits.rules import VisitState, team_lacks
from ideas.judging.visits.teams import Goer, goers_of
from ideas.permissions import Standing, refusal, require_visible
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, competition_of_step, standing_in
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.stages import EntryState, StepKind
from ideas.standing import Relation, Role
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent, Part

OFFICERS = frozenset({Role.JUDGE, Role.SECRETARIAT, Role.CHAIR})


@dataclass(frozen=True)
class Round:
    """All visits of one competition, as somebody stands to them."""

    scoped: Scoped
    step: Step
    standing: Standing


@dataclass(frozen=True)
class Going:
    """One entry's visit, planned or not, as somebody stands to it."""

    scoped: Scoped
    step: Step
    entry: Entry
    unit: str
    row: FieldVisit | None
    team: Sequence[Goer]
    standing: Standing

    @property
    def visit(self) -> FieldVisit:
        """For what is there only once a visit is."""
        if self.row is None:
            raise Missing
        return self.row

    @property
    def state(self) -> VisitState:
        return self.row.state if self.row else VisitState.UNPLANNED

    @property
    def awaited(self) -> bool:
        """Its hour has come, its report has not."""
        begun = self.row and self.row.starts_at and self.row.starts_at <= given.now()
        return self.state is VisitState.TOLD and bool(begun)

    @property
    def lacks_team(self) -> bool:
        return team_lacks([goer.part for goer in self.team]) is not None

    @property
    def ready(self) -> bool:
        """Whether everything is settled that must be before anybody is told."""
        return bool(self.row and self.row.starts_at and self.row.place and not self.lacks_team)


def find_round(session: Session, visitor: Visitor, ref: str) -> Round:
    scoped, step = competition_of_step(session, visitor, ref, StepKind.VISIT)
    standing = standing_in(visitor, scoped, step)
    require_visible(Act.SEE_VISITS, standing)
    return Round(scoped, step, standing)


def find_going(session: Session, visitor: Visitor, step_ref: str, ref: str, sees: Act) -> Going:
    """The visit to one entry, by the entry, for whom it is there."""
    scoped, step = competition_of_step(session, visitor, step_ref, StepKind.VISIT)
    found = _found(session, step, col(Entry.ref) == ref)
    if not found:
        raise Missing
    entry, unit, row = found[0]
    team = goers_of(session, [row.id])[row.id] if row else []
    standing = standing_in(
        visitor, scoped, step, relations=_relations(session, visitor, scoped, entry, team),
        shown=bool(row and row.told_at),
        locked=bool(row and (row.signed_at or row.skipped_at)),
    )  # fmt: skip
    require_visible(sees, standing)
    return Going(scoped, step, entry, unit, row, team, standing)


def goings_of(session: Session, visitor: Visitor, here: Round) -> list[Going]:
    """Every entry of the step, those first that are still to be planned: few statements.

    Who stands close to an entry learns of its visit only by planning it.
    """
    found = _seen_by(session, visitor, here)
    teams = goers_of(session, [row.id for _, _, row in found if row])
    order = list(VisitState)
    goings = [
        Going(here.scoped, here.step, entry, unit, row, teams[row.id] if row else [], here.standing)
        for entry, unit, row in found
    ]
    return sorted(goings, key=lambda going: order.index(going.state))


def _seen_by(
    session: Session, visitor: Visitor, here: Round
) -> list[tuple[Entry, str, FieldVisit | None]]:
    found = _found(session, here.step)
    if Role.SECRETARIAT in here.standing.roles:
        return found
    entries = candidates_where(session, col(Entry.id).in_([entry.id for entry, _, _ in found]))
    hidden = hidden_from(session, here.scoped.row, visitor.id, entries)
    return [one for one in found if one[0].id not in hidden]


def _found(
    session: Session, step: Step, *which: ColumnElement[bool]
) -> list[tuple[Entry, str, FieldVisit | None]]:
    """Entries that are or were visited at this step."""
    here = and_(col(Entry.step_id) == step.id, col(Entry.state) == EntryState.RUNNING)
    visited = and_(col(FieldVisit.entry_id) == Entry.id, col(FieldVisit.step_id) == step.id)
    rows = session.execute(
        select(Entry, col(Unit.name), FieldVisit)
        .join(Unit, col(Unit.id) == Entry.unit_id)
        .outerjoin(FieldVisit, visited)
        .where(or_(here, col(FieldVisit.id).is_not(None)), *which)
        .order_by(col(FieldVisit.starts_at), col(Entry.ref))
        .execution_options(populate_existing=True)
    )
    return [(entry, unit, row) for entry, unit, row in rows]


def visit_showing(session: Session, proposal_id: UUID, photo: str) -> str | None:
    """The page of the visit whose report has this photo."""
    rows = session.execute(
        select(col(FieldVisit.attached), col(Step.ref), col(Entry.ref))
        .join(Entry, col(Entry.id) == FieldVisit.entry_id)
        .join(Step, col(Step.id) == FieldVisit.step_id)
        .where(col(Entry.proposal_id) == proposal_id)
    )
    shown = (f"/visits/{s}/{e}" for claims, s, e in rows if photo in chain(*claims.values()))
    return next(shown, None)


def reported_in(session: Session, visitor: Visitor, scoped: Scoped) -> dict[str, str]:
    """The entries of a competition whose visits are over, each with the step of its report."""
    rows = session.execute(
        select(col(Entry.ref), Step)
        .join(FieldVisit, col(FieldVisit.entry_id) == Entry.id)
        .join(Step, col(Step.id) == FieldVisit.step_id)
        .where(col(Entry.competition_id) == scoped.row.id, settled())
    )
    return {
        ref: step.ref
        for ref, step in rows
        if refusal(Act.SEE_VISITS, standing_in(visitor, scoped, step)) is None
    }


def settled() -> ColumnElement[bool]:
    """In SQL: everybody signed, or nobody goes."""
    return or_(col(FieldVisit.signed_at).is_not(None), col(FieldVisit.skipped_at).is_not(None))


def _relations(
    session: Session, visitor: Visitor, scoped: Scoped, entry: Entry, team: Sequence[Goer]
) -> frozenset[Relation]:
    """Who goes is a member while their role lasts; who stands close reads no report."""
    part = session.scalar(
        select(col(Member.part)).where(
            col(Member.proposal_id) == entry.proposal_id, col(Member.person_id) == visitor.id,
            col(Member.consent) == Consent.AGREED,
        )
    )  # fmt: skip
    relations = {Relation.LEAD if part is Part.LEAD else Relation.MEMBER} if part else set()
    if visitor.roles_in(scoped.row.id, scoped.organiser_path) & OFFICERS:
        if apart_from(session, entry, [visitor.id]):
            relations.add(Relation.CONFLICTED)
        if visitor.id in {goer.person_id for goer in team}:
            relations.add(Relation.ASSIGNED)
    return frozenset(relations)
