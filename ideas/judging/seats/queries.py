"""A judge's place before one entry, and how they stand to it right now."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import aliased, load_only
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.database import among
from ideas.failures import Missing
from ideas.judging.conflicts.charts import IN_TOUCH
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.queries import conflict_now, near_of
from ideas.judging.conflicts.rules import settled
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import held, of_the_pair
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.rubrics.rules import Criterion
from ideas.permissions import require_visible
from ideas.road.competitions.models import Competition, RuleBook, Step
from ideas.road.competitions.queries import (
    Scoped,
    as_rules,
    in_force,
    rules_as_text,
    standing_in,
)
from ideas.road.competitions.rules import Rules
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.roles.visitors import Visitor
from ideas.standing import Relation, Role, Standing
from ideas.writing.proposals.models import Member

# Of an entry, no more than tells who is close to it.
BEHIND: tuple[Any, ...] = (
    Entry.proposal_id, Entry.lead_id, Entry.unit_id, Entry.superior_id, Entry.submitted_at,
)  # fmt: skip


@dataclass(frozen=True)
class Seat:
    """A judge's place before one entry, with how they stand to it right now."""

    row: Assignment
    step: Step
    scoped: Scoped
    rules: Rules
    standing: Standing

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """What is marked here: a presentation may have a rubric of its own."""
        return self.rules.criteria_at(self.step.kind)


class Undeclared(Missing):
    """The judge has not said yet whether anything on the list is close; the list comes first."""

    def __init__(self, step_ref: str) -> None:
        super().__init__()
        self.step_ref = step_ref


def find_assignment(session: Session, visitor: Visitor, ref: str) -> Seat:
    """One's own assignment. Those of others, those given up and those in conflict do not exist."""
    found = session.execute(_with_its_team(), {"ref": ref, "judge": visitor.id}).all()
    if not found:
        raise Missing
    row, step, entry, noted, rules, *place = found[0][:-2]
    scoped = Scoped(*place)
    near = near_of(entry, [(mate[-2], mate[-1]) for mate in found if mate[-2]])
    apart = settled(conflict_now(session, scoped.row, visitor.id, near), noted)
    standing = _standing(visitor, scoped, step, row, apart=apart is not None)
    require_visible(Act.SEE_SHEET, replace(standing, declared=True))
    if not standing.declared:
        raise Undeclared(step.ref)
    return Seat(row, step, scoped, as_rules(rules), standing)


@cache
def _with_its_team() -> Select[*tuple[Any, ...]]:
    """One's own assignment with its competition, what was noted before, and who stands behind its
    entry, one row for each. Asked with every mark, so it is put together once."""
    mate = and_(
        col(Member.proposal_id) == Entry.proposal_id, among(col(Member.consent), IN_TOUCH)
    )  # fmt: skip
    scope, organiser = aliased(Unit), aliased(Unit)
    return (
        select(
            Assignment, Step, Entry, col(Conflict.kind), rules_as_text(), Competition,
            col(scope.name), col(scope.path), col(organiser.name), col(organiser.path),
            col(Member.person_id), col(Member.hidden),
        )
        .options(load_only(*BEHIND))
        .join(Step, col(Step.id) == Assignment.step_id)
        .join(Entry, col(Entry.id) == Assignment.entry_id)
        .join(Competition, col(Competition.id) == Step.competition_id)
        .join(RuleBook, in_force())
        .join(scope, col(scope.id) == Competition.unit_id)
        .join(organiser, col(organiser.id) == Competition.organiser_id)
        .outerjoin(Conflict, of_the_pair())
        .outerjoin(Member, mate)
        .where(
            col(Assignment.ref) == bindparam("ref"),
            col(Assignment.judge_id) == bindparam("judge"), held(),
        )
    )  # fmt: skip


def _standing(
    visitor: Visitor, scoped: Scoped, step: Step, row: Assignment, *, apart: bool
) -> Standing:
    """Assigned is who still is a judge here: a role that ended takes the sheets along."""
    judge = Role.JUDGE in visitor.roles_in(scoped.row.id, scoped.organiser_path)
    facts = {Relation.ASSIGNED: judge, Relation.CONFLICTED: apart}
    return standing_in(
        visitor, scoped, step, relations=frozenset(fact for fact, yes in facts.items() if yes),
        locked=row.state is AssignmentState.LOCKED, declared=row.declared_at is not None,
        uncalled=row.uncalled,
    )  # fmt: skip
