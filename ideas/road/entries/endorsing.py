"""The superior's list: what waits for one's word, what a stand-in decides, what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import exists, or_
from sqlalchemy import select as pick
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas import given
from ideas.road.competitions.models import Competition, Step
from ideas.road.entries.deciding import acting, acting_as, near, with_stand_ins
from ideas.road.entries.models import Decision, Entry
from ideas.road.entries.waiting import LINE, MOST_WAITING, WorkLine
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Person
from ideas.staff.people.rules import StandInKind
from ideas.staff.roles.visitors import Visitor
from ideas.stages import EntryState, Owner

MOST_DONE = 30


@dataclass(frozen=True)
class Asked:
    """An entry before its superior. `acting`: who decides, when somebody stands in for them."""

    line: WorkLine
    superior: str
    acting: str
    kind: StandInKind | None
    mine: bool

    @property
    def waits(self) -> bool:
        return self.line.owner is Owner.SUPERIOR and self.line.state is EntryState.RUNNING


@dataclass(frozen=True)
class Endorsements:
    waiting: Sequence[Asked]
    away: Sequence[Asked]
    done: Sequence[Asked]


def endorsements_of(session: Session, visitor: Visitor) -> Endorsements:
    """What waits for one's word, the nearest due first, and what had it: one statement."""
    today, superior, decides = given.now().date(), aliased(Person), aliased(Person)
    lines = (
        pick(*LINE, col(superior.name), col(decides.name), acting_as, acting)
        .join(Unit, col(Unit.id) == Entry.unit_id)
        .join(Competition, col(Competition.id) == Entry.competition_id)
        .join(Step, col(Step.id) == Entry.step_id)
        .join(superior, col(superior.id) == Entry.superior_id)
    )
    decided = exists().where(
        col(Decision.entry_id) == Entry.id, col(Decision.by_id) == visitor.id,
        col(Decision.step_id) == Entry.step_id,
    )  # fmt: skip
    rows = session.execute(
        with_stand_ins(lines, today)
        .join(decides, col(decides.id) == acting)
        .where(near(visitor.id, today))
        .where(or_(col(Entry.superior_id) == visitor.id, acting == visitor.id, decided))
        .order_by(col(Entry.submitted_at).desc(), col(Entry.ref))
        .limit(MOST_WAITING + MOST_DONE)
    )
    return _sorted([_asked(row, visitor.id) for row in rows])


def _asked(row: Any, me: UUID) -> Asked:
    *line, superior, who, kind, decides = row
    return Asked(WorkLine(*line), superior, who, kind, mine=decides == me)


def _sorted(asked: Sequence[Asked]) -> Endorsements:
    due = sorted(asked, key=lambda one: (one.line.due_at or one.line.opens_at, one.line.ref))
    return Endorsements(
        waiting=[one for one in due if one.waits and one.mine],
        away=[one for one in due if one.waits and not one.mine],
        done=[one for one in asked if not one.waits],
    )
