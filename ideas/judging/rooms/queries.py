"""How one stands to a calibration room, one's own sheets in it, what was agreed, what waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.judging.conflicts.queries import Judge, conflicts_in
from ideas.judging.panels.models import Assignment, Room
from ideas.judging.panels.queries import candidates_of, held_by, room_state
from ideas.judging.panels.rules import AssignmentState, blind_label
from ideas.judging.rooms.models import Wording
from ideas.permissions import Standing, require_visible
from ideas.road.competitions.models import Competition, Step
from ideas.road.competitions.queries import Scoped, is_open_now, standing_in
from ideas.road.entries.models import Entry
from ideas.staff.roles.visitors import Visitor
from ideas.stages import EntryState

Pair = tuple[UUID, UUID]


@dataclass(frozen=True)
class Anchor:
    """One of the entries that everybody scores, as one judge sees it."""

    ref: str
    title: str
    state: AssignmentState

    @property
    def label(self) -> str:
        return blind_label(self.ref)


@dataclass(frozen=True)
class Choice:
    """An entry that could be an anchor."""

    ref: str
    title: str
    category: str


def standing_in_room(session: Session, visitor: Visitor, scoped: Scoped, step: Step) -> Standing:
    """How a person stands to a room. Where none is wanted, there is nothing to see."""
    standing = standing_in(visitor, scoped, step, room=room_state(session, scoped, step))
    require_visible(Act.SEE_ROOM, standing)
    return standing


def anchors_of(session: Session, visitor: Visitor, step_id: UUID) -> tuple[Anchor, ...]:
    """A judge's own sheets in this room, in their order: one statement."""
    rows = session.execute(
        select(col(Assignment.ref), col(Entry.title), col(Assignment.state))
        .join(Entry, col(Entry.id) == Assignment.entry_id)
        .where(col(Assignment.step_id) == step_id, col(Assignment.anchor), held_by(visitor.id))
        .order_by(col(Assignment.place), col(Assignment.ref))
    )
    return tuple(Anchor(*row) for row in rows)


def apart_in(
    session: Session, scoped: Scoped, step_id: UUID, judges: Sequence[Judge]
) -> tuple[dict[str, UUID], frozenset[Pair]]:
    """The entries of this panel by reference, and the pairs that must stay apart."""
    entries = candidates_of(session, step_id)
    found = conflicts_in(session, scoped.row, [judge.id for judge in judges], entries)
    return {entry.ref: entry.id for entry in entries}, frozenset(found.kinds)


def choices_in(session: Session, step_id: UUID) -> tuple[Choice, ...]:
    """What waits at this panel, by title: one statement."""
    rows = session.execute(
        select(col(Entry.ref), col(Entry.title), col(Entry.category))
        .where(col(Entry.step_id) == step_id, col(Entry.state) == EntryState.RUNNING)
        .order_by(col(Entry.title), col(Entry.ref))
    )
    return tuple(Choice(*row) for row in rows)


def wordings_in(session: Session, step_id: UUID) -> Sequence[Wording]:
    """Everything that was agreed, oldest first: one statement."""
    rows = select(Wording).where(col(Wording.step_id) == step_id)
    order = (col(Wording.agreed_at), col(Wording.criterion), col(Wording.number))
    return session.execute(rows.order_by(*order)).scalars().all()


def agreed_in(session: Session, step_id: UUID) -> Mapping[str, str]:
    """What is in force, by criterion, for the sheets of this panel: one statement."""
    latest = {wording.criterion: wording.text for wording in wordings_in(session, step_id)}
    return {criterion: text for criterion, text in latest.items() if text}


def rooms_open_to(session: Session, visitor: Visitor) -> list[tuple[str, str]]:
    """The rooms in which this judge has sheets now: step and competition. One statement."""
    rows = session.execute(
        select(col(Step.ref), col(Competition.title))
        .join(Competition, col(Competition.id) == Step.competition_id)
        .join(Room, col(Room.step_id) == Step.id)
        .join(Assignment, col(Assignment.step_id) == Step.id)
        .where(
            held_by(visitor.id), col(Assignment.anchor), col(Room.closed_at).is_(None),
            is_open_now(),
        )
        .group_by(col(Step.ref), col(Competition.title))
        .order_by(col(Competition.title), col(Step.ref))
    )  # fmt: skip
    return [(ref, title) for ref, title in rows]
