"""Lists of entries: what a competition shows, and what the secretariat must keep moving."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, case, false, func, select, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas import given
from ideas.permissions import Role, Standing
from ideas.road.competitions.queries import Scoped, standing_in
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.stages import CompetitionState, EntryState, Owner

PAGE = 24
MOST_OVERDUE = 20
WAITING = (EntryState.RUNNING, EntryState.RETURNED)


@dataclass(frozen=True)
class EntryLine:
    """An entry in a list. To a judge it has neither a unit nor an address."""

    ref: str
    category: str
    title: str
    summary: str
    unit: str


@dataclass(frozen=True)
class EntryList:
    """`open`: whether this person may read the list at all. `blind`: as judges read it."""

    lines: Sequence[EntryLine]
    next: str | None
    open: bool
    blind: bool


def entries_in(
    session: Session, visitor: Visitor | None, scoped: Scoped, category: str = "", after: str = ""
) -> EntryList:
    """The entries that a competition shows to this person, in the order of their random refs."""
    standing = standing_in(visitor, scoped)
    blind = reads_blindly(standing)
    rows = session.execute(
        select(
            col(Entry.ref), col(Entry.category), col(Entry.title), col(Entry.summary),
            col(Unit.name),
        )
        .join(Unit, col(Unit.id) == Entry.unit_id)
        .where(
            col(Entry.competition_id) == scoped.row.id, listed_to(standing),
            col(Entry.category) == category if category else true(), col(Entry.ref) > after,
        )
        .order_by(col(Entry.ref))
        .limit(PAGE + 1)
    ).all()  # fmt: skip
    lines = [
        EntryLine(row.ref, row.category, row.title, row.summary, "" if blind else row.name)
        for row in rows[:PAGE]
    ]
    return EntryList(
        lines, next=lines[-1].ref if len(rows) > PAGE else None, open=reads_list(standing),
        blind=blind,
    )  # fmt: skip


def reads_blindly(standing: Standing) -> bool:
    """Judges meet entries without names until the result is out."""
    return Role.JUDGE in standing.roles and standing.competition is not CompetitionState.DONE


def reads_list(standing: Standing) -> bool:
    """Everybody once it is over; before that colleagues who may take part, and its officers."""
    officers = {Role.JUDGE, Role.SECRETARIAT, Role.LEADER, Role.PUBLISHER}
    inside = standing.eligible or bool(standing.roles & officers)
    return standing.competition is CompetitionState.DONE or (standing.signed_in and inside)


def listed_to(standing: Standing) -> ColumnElement[bool]:
    """The same in SQL: what passed the screening and was not taken back."""
    if not reads_list(standing):
        return false()
    return col(Entry.shown) & (col(Entry.state) != EntryState.WITHDRAWN)


@dataclass(frozen=True)
class Count:
    """How many entries wait at one step for one owner, and how many of them are late."""

    step_id: UUID
    state: EntryState
    owner: Owner
    entries: int
    late: int


@dataclass(frozen=True)
class Late:
    """An entry whose owner let the time pass."""

    ref: str
    title: str
    unit: str
    owner: Owner
    superior: str
    lead: str
    due_at: datetime

    @property
    def who(self) -> str:
        """The name of the person who owes the move, when it is one person."""
        return {Owner.SUPERIOR: self.superior, Owner.TEAM: self.lead}.get(self.owner, "")


@dataclass(frozen=True)
class Desk:
    """What the secretariat must keep moving in one competition."""

    counts: Sequence[Count]
    late: Sequence[Late]

    def at(self, step_id: UUID) -> list[Count]:
        return [count for count in self.counts if count.step_id == step_id]


def desk_of(session: Session, competition_id: UUID) -> Desk:
    """Counts by step and owner, and what is late, the oldest first: two statements."""
    overdue = case((col(Entry.due_at) <= given.database_now(), 1), else_=0)
    counts = session.execute(
        select(
            col(Entry.step_id),
            col(Entry.state),
            col(Entry.owner),
            func.count(),
            func.sum(overdue),
        )
        .where(col(Entry.competition_id) == competition_id)
        .group_by(col(Entry.step_id), col(Entry.state), col(Entry.owner))
        .order_by(col(Entry.state), col(Entry.owner))
    )
    return Desk([Count(*row) for row in counts], _late(session, competition_id))


def _late(session: Session, competition_id: UUID) -> list[Late]:
    superior, lead = aliased(Person), aliased(Person)
    rows = session.execute(
        select(
            col(Entry.ref), col(Entry.title), col(Unit.name), col(Entry.owner),
            col(superior.name), col(lead.name), col(Entry.due_at),
        )
        .join(Unit, col(Unit.id) == Entry.unit_id)
        .join(superior, col(superior.id) == Entry.superior_id)
        .join(lead, col(lead.id) == Entry.lead_id)
        .where(
            col(Entry.competition_id) == competition_id, col(Entry.state).in_(WAITING),
            col(Entry.due_at) <= given.database_now(),
        )
        .order_by(col(Entry.due_at), col(Entry.ref))
        .limit(MOST_OVERDUE)
    )  # fmt: skip
    return [Late(*row) for row in rows]
