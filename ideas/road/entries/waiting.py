"""What waits for whom: the superior's list, the secretariat's queue, everybody's desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, false, or_, true, tuple_
from sqlalchemy import select as pick
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas.permissions import Role
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import is_open_now
from ideas.road.entries.models import Entry
from ideas.staff.organisation.models import Unit
from ideas.staff.organisation.queries import within
from ideas.staff.roles.visitors import Visitor
from ideas.stages import EntryState, Owner
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent

PAGE = 25
MOST_WAITING = 20


@dataclass(frozen=True)
class WorkLine:
    """An entry that waits for a decision, or had one."""

    ref: str
    title: str
    unit: str
    competition: str
    stage: str
    state: EntryState
    owner: Owner
    due_at: datetime | None
    opens_at: datetime
    corrections: int


@dataclass(frozen=True)
class Queue:
    """A page of the secretariat's work, the oldest due first; `next` begins the page after."""

    lines: Sequence[WorkLine]
    next: tuple[datetime, str] | None


LINE = (
    col(Entry.ref), col(Entry.title), col(Unit.name), col(Competition.title), col(Step.title),
    col(Entry.state), col(Entry.owner), col(Entry.due_at), col(Step.opens_at),
    col(Entry.corrections),
)  # fmt: skip


def screening_queue(
    session: Session, visitor: Visitor, after: tuple[datetime, str] | None = None
) -> Queue:
    """Everything this person may screen now, across competitions: one statement."""
    organiser = aliased(Unit)
    later = tuple_(col(Entry.due_at), col(Entry.ref)) > after if after else true()
    rows = session.execute(
        pick(*LINE)
        .join(Unit, col(Unit.id) == Entry.unit_id)
        .join(Competition, col(Competition.id) == Entry.competition_id)
        .join(organiser, col(organiser.id) == Competition.organiser_id)
        .join(Step, col(Step.id) == Entry.step_id)
        .where(screens(visitor, organiser), later)
        .order_by(col(Entry.due_at), col(Entry.ref))
        .limit(PAGE + 1)
    ).all()
    lines = [WorkLine(*row) for row in rows[:PAGE]]
    last = lines[-1] if len(rows) > PAGE else None
    return Queue(lines, (last.due_at, last.ref) if last and last.due_at else None)


def screens(visitor: Visitor, organiser: type[Unit]) -> ColumnElement[bool]:
    """SCREEN_ENTRY in SQL: waits for the secretariat, in reach, and not one's own."""
    reaches = [
        and_(
            col(Competition.id) == reach.competition_id,
            col(Entry.category) == reach.category if reach.category else true(),
        )
        if reach.competition_id
        else within(col(organiser.path), reach.unit_path)
        for reach in visitor.reaches
        if reach.role is Role.SECRETARIAT
    ]
    own = exists().where(
        col(Member.proposal_id) == Entry.proposal_id,
        col(Member.person_id) == visitor.id,
        col(Member.consent) == Consent.AGREED,
    )
    return and_(
        col(Entry.state) == EntryState.RUNNING,
        col(Entry.owner) == Owner.SECRETARIAT,
        is_open_now(),
        or_(false(), *reaches),
        ~own,
    )
