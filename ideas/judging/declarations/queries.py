"""The list that waits for a judge's signature."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.failures import Missing
from ideas.judging.declarations.models import Declaration
from ideas.judging.declarations.rules import Listed, list_digest
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import held_by
from ideas.permissions import refusal
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped, rules_of, scoped_of, standing_in
from ideas.road.entries.models import Entry
from ideas.say import Sentence
from ideas.staff.roles.visitors import Visitor
from ideas.standing import Relation, Role, Standing


@dataclass(frozen=True)
class Listing:
    """What one judge has to read and sign in one panel, blind; and when the last was signed."""

    scoped: Scoped
    step: Step
    lines: tuple[Listed, ...]
    standing: Standing
    signed_at: datetime | None

    @property
    def refs(self) -> list[str]:
        return [line.ref for line in self.lines]

    @property
    def digest(self) -> str:
        return list_digest(self.refs)

    @property
    def refusal(self) -> Sentence | None:
        return refusal(Act.SIGN_DECLARATION, self.standing)


def find_listing(session: Session, visitor: Visitor, step_ref: str) -> Listing:
    """The entries given to this judge and not declared yet. For nobody else is there a list."""
    step = session.scalars(select(Step).where(col(Step.ref) == step_ref)).first()
    if step is None or not _has_sheets(session, visitor.id, step.id):
        raise Missing
    scoped = scoped_of(session, step.competition_id)
    if Role.JUDGE not in visitor.roles_in(scoped.row.id, scoped.organiser_path):
        raise Missing
    names = {c.key: c.name for c in rules_of(session, scoped.row).categories}
    rows = session.execute(
        select(col(Assignment.ref), col(Entry.title), col(Entry.category))
        .join(Entry, col(Entry.id) == Assignment.entry_id)
        .where(unsigned(visitor.id, step.id))
        .order_by(col(Assignment.place), col(Assignment.ref))
    )
    lines = tuple(Listed(ref, title, names.get(key, key)) for ref, title, key in rows)
    assigned = standing_in(visitor, scoped, step, relations=frozenset({Relation.ASSIGNED}))
    return Listing(scoped, step, lines, assigned, _signed_at(session, visitor.id, step.id))


def unsigned(judge_id: UUID, step_id: UUID) -> ColumnElement[bool]:
    """In SQL: the sheets of a judge that no signed list holds."""
    here = (col(Assignment.step_id) == step_id) & col(Assignment.declared_at).is_(None)
    return here & held_by(judge_id)


def _has_sheets(session: Session, judge_id: UUID, step_id: UUID) -> bool:
    own = (held_by(judge_id), col(Assignment.step_id) == step_id)
    return session.execute(select(col(Assignment.id)).where(*own).limit(1)).first() is not None


def _signed_at(session: Session, judge_id: UUID, step_id: UUID) -> datetime | None:
    own = (col(Declaration.judge_id) == judge_id, col(Declaration.step_id) == step_id)
    last: datetime | None = session.scalar(select(func.max(col(Declaration.signed_at))).where(*own))
    return last
