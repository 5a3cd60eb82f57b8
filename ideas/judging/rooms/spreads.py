"""The spread of a room: who is missing, and how marks lie, without who gave what."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.judging.conflicts.queries import judges_of
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.queries import held, hidden_in
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.reviews.models import Mark
from ideas.judging.rooms.rules import FEWEST, Spread, spread
from ideas.judging.rubrics.rules import Criterion
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped
from ideas.road.entries.models import Entry
from ideas.staff.roles.visitors import Visitor
from ideas.standing import Role


@dataclass(frozen=True)
class Present:
    """One judge, and how many of their sheets are locked; never what is on them."""

    name: str
    done: int
    total: int

    @property
    def late(self) -> bool:
        return self.done < self.total


@dataclass(frozen=True)
class Sheet:
    """One sheet of the room with its marks."""

    entry_id: UUID
    title: str
    judge_id: UUID
    locked: bool
    marks: dict[str, int]


@dataclass(frozen=True)
class Seen:
    """The spread of one entry."""

    title: str
    sheets: int
    spreads: tuple[Spread, ...]


def sheets_in_room(session: Session, step_id: UUID) -> list[Sheet]:
    """Every sheet that somebody has, in an order that tells nothing: one statement."""
    rows = session.execute(
        select(Assignment, col(Entry.title), col(Mark.criterion), col(Mark.value))
        .join(Entry, col(Entry.id) == Assignment.entry_id)
        .outerjoin(Mark, col(Mark.assignment_id) == Assignment.id)
        .where(col(Assignment.step_id) == step_id, col(Assignment.anchor), held())
        .order_by(col(Entry.ref), col(Assignment.id), col(Mark.criterion))
    )
    found: dict[UUID, Sheet] = {}
    for row, title, criterion, value in rows:
        locked = row.state is AssignmentState.LOCKED
        sheet = found.setdefault(row.id, Sheet(row.entry_id, title, row.judge_id, locked, {}))
        if value is not None:
            sheet.marks[criterion] = value
    return list(found.values())


def present_in(
    session: Session, competition_id: UUID, sheets: Sequence[Sheet]
) -> tuple[Present, ...]:
    """Those who judge today, with how far they are: one statement."""
    judges = judges_of(session, competition_id)
    own = {judge.id: [s for s in sheets if s.judge_id == judge.id] for judge in judges}
    return tuple(Present(j.name, sum(s.locked for s in own[j.id]), len(own[j.id])) for j in judges)


def counted_for(
    session: Session, visitor: Visitor, step: Step, sheets: Sequence[Sheet]
) -> list[Sheet]:
    """What whoever leads the room may count: nothing of entries that they stand too close to."""
    hidden = hidden_in(session, visitor, step)
    return [sheet for sheet in sheets if sheet.entry_id not in hidden]


def shown_to(
    visitor: Visitor, scoped: Scoped, sheets: Sequence[Sheet], counted: Sequence[Sheet]
) -> frozenset[UUID]:
    """Entries whose spread one may see: a judge's own once all are locked, else the chair's."""
    roles = visitor.roles_in(scoped.row.id, scoped.organiser_path)
    if Role.JUDGE in roles:
        own = [sheet for sheet in sheets if sheet.judge_id == visitor.id]
        done = all(sheet.locked for sheet in own)
        return frozenset(sheet.entry_id for sheet in own) if done else frozenset()
    return frozenset(s.entry_id for s in counted) if Role.CHAIR in roles else frozenset()


def seen(
    sheets: Sequence[Sheet], criteria: Sequence[Criterion], reader: UUID, shown: frozenset[UUID]
) -> tuple[Seen, ...]:
    """The spread of each entry with enough locked sheets; nobody's mark but the reader's own."""
    locked: dict[UUID, list[Sheet]] = {}
    for sheet in sheets:
        if sheet.locked and sheet.entry_id in shown:
            locked.setdefault(sheet.entry_id, []).append(sheet)
    return tuple(
        Seen(rows[0].title, len(rows), tuple(_spread(c, rows, reader) for c in criteria))
        for rows in locked.values()
        if len(rows) >= FEWEST
    )


def _spread(criterion: Criterion, rows: Sequence[Sheet], reader: UUID) -> Spread:
    marks = {row.judge_id: row.marks[criterion.key] for row in rows if criterion.key in row.marks}
    return spread(criterion, marks.values(), marks.get(reader))
