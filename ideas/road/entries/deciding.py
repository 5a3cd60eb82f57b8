"""Who gives a superior's word today: the superior, or the one who stands in for them.

A stand-in who is in the team, or asked to join it, does not count: nobody decides on their own.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import col

from ideas.road.entries.models import Entry
from ideas.staff.people.models import StandIn
from ideas.staff.people.queries import stands_in_on
from ideas.staff.people.standing_in import acted_for
from ideas.writing.proposals.models import Member
from ideas.writing.proposals.rules import Consent

FIRST, SECOND = aliased(StandIn), aliased(StandIn)
# The person whose word counts, and as what they give it when it is not their own to give.
acting: ColumnElement[UUID] = func.coalesce(
    col(SECOND.person_id), col(FIRST.person_id), col(Entry.superior_id)
)
acting_as: ColumnElement[str | None] = case(
    (col(SECOND.id).is_not(None), col(SECOND.kind)), else_=col(FIRST.kind)
)


def with_stand_ins(rows: Any, day: Any) -> Any:
    """Joins to entries who stands in for their superior on a day, and who for those."""
    first = and_(col(FIRST.for_id) == Entry.superior_id, stands_in_on(day, FIRST), ~_in_team(FIRST))
    second = and_(
        col(SECOND.for_id) == FIRST.person_id, col(SECOND.person_id) != Entry.superior_id,
        stands_in_on(day, SECOND), ~_in_team(SECOND),
    )  # fmt: skip
    return rows.outerjoin(FIRST, first).outerjoin(SECOND, second)


def near(person: UUID, day: Any) -> ColumnElement[bool]:
    """In SQL: entries whose superior is this person, or somebody they stand in for."""
    superior = col(Entry.superior_id)
    return or_(superior == person, superior.in_(acted_for(person, day)))


def _in_team(stand_in: Any) -> ColumnElement[bool]:
    mate = aliased(Member)
    return exists().where(
        col(mate.proposal_id) == Entry.proposal_id,
        col(mate.person_id) == stand_in.person_id,
        col(mate.consent) != Consent.DECLINED,
    )
