"""One person at work through time: placements, and who stands in for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from ideas import given
from ideas.failures import Missing
from ideas.staff.organisation.models import Unit
from ideas.staff.people.models import Person, Posting, StandIn
from ideas.staff.people.queries import held_today
from ideas.staff.people.rules import Face, PositionKind, StandInKind

MOST = 40


@dataclass(frozen=True)
class Colleague(Face):
    """Somebody in the organisation, with the place they work in today, if there is one."""

    id: UUID
    ref: str
    name: str
    position: str
    grade: str
    kind: PositionKind | None
    superior_id: UUID | None
    unit: str
    unit_ref: str
    unit_path: str


@dataclass(frozen=True)
class PostingLine:
    since: date
    until: date | None
    position: str
    unit: str
    unit_ref: str
    superior: str

    @property
    def to_come(self) -> bool:
        return self.since > given.now().date()

    @property
    def over(self) -> bool:
        return self.until is not None and self.until < given.now().date()


@dataclass(frozen=True)
class StandInLine:
    """Seen from one person: `theirs` when somebody else does this person's work."""

    ref: str
    kind: StandInKind
    name: str
    person: str
    since: date
    until: date
    theirs: bool

    @property
    def in_force(self) -> bool:
        return self.since <= given.now().date() <= self.until

    @property
    def over(self) -> bool:
        return self.until < given.now().date()


def find_colleague(session: Session, ref: str) -> Colleague:
    row = session.execute(
        select(
            col(Person.id), col(Person.ref), col(Person.name),
            func.coalesce(col(Posting.position), ""), func.coalesce(col(Posting.grade), ""),
            col(Posting.kind), col(Posting.superior_id), func.coalesce(col(Unit.name), ""),
            func.coalesce(col(Unit.ref), ""), func.coalesce(col(Unit.path), ""),
        )
        .outerjoin(Posting, and_(col(Posting.person_id) == Person.id, held_today()))
        .outerjoin(Unit, col(Unit.id) == Posting.unit_id)
        .where(col(Person.ref) == ref)
        .order_by(col(Posting.since).desc())
    ).first()  # fmt: skip
    if row is None:
        raise Missing
    return Colleague(*row)


def postings_of(session: Session, person_id: UUID) -> Sequence[PostingLine]:
    """Every placement, the newest first: one statement."""
    superior = aliased(Person)
    rows = session.execute(
        select(
            col(Posting.since), col(Posting.until), col(Posting.position), col(Unit.name),
            col(Unit.ref), func.coalesce(col(superior.name), ""),
        )
        .join(Unit, col(Unit.id) == Posting.unit_id)
        .outerjoin(superior, col(superior.id) == Posting.superior_id)
        .where(col(Posting.person_id) == person_id)
        .order_by(col(Posting.since).desc())
        .limit(MOST)
    )  # fmt: skip
    return [PostingLine(*row) for row in rows]


def stand_ins_of(session: Session, person_id: UUID) -> Sequence[StandInLine]:
    """Who stands in for somebody, and for whom they stand in, the newest first: one statement."""
    theirs = col(StandIn.for_id) == person_id
    other = case((theirs, col(StandIn.person_id)), else_=col(StandIn.for_id))
    rows = session.execute(
        select(
            col(StandIn.ref), col(StandIn.kind), col(Person.name), col(Person.ref),
            col(StandIn.since), col(StandIn.until), theirs,
        )
        .join(Person, col(Person.id) == other)
        .where(or_(theirs, col(StandIn.person_id) == person_id))
        .order_by(col(StandIn.since).desc(), col(StandIn.ref))
        .limit(MOST)
    )  # fmt: skip
    return [StandInLine(*row) for row in rows]
