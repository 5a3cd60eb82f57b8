"""Who goes, who may go at all, and what the team that is visited knows of it."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.judging.conflicts.queries import apart_from
from ideas.judging.visits.models import FieldVisit, VisitMember
from ideas.judging.visits.rules import VisitPart
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped
from ideas.road.entries.models import Entry
from ideas.staff.offices.queries import officers_in
from ideas.staff.people.finding import Somebody
from ideas.staff.people.models import Person
from ideas.standing import Role

GOING = (Role.JUDGE, Role.SECRETARIAT)


@dataclass(frozen=True)
class Goer:
    """Somebody of the visiting team."""

    person_id: UUID
    ref: str
    name: str
    part: VisitPart
    signed_at: datetime | None


@dataclass(frozen=True)
class Choice:
    """Somebody who may be named: as a panelist only who judges this competition."""

    id: UUID
    ref: str
    name: str
    unit: str
    judges: bool


def goers_of(session: Session, visits: Collection[UUID]) -> dict[UUID, list[Goer]]:
    """The visiting teams, panelists first: one statement."""
    rows = session.execute(
        select(
            col(VisitMember.visit_id), col(Person.id), col(Person.ref), col(Person.name),
            col(VisitMember.part), col(VisitMember.signed_at),
        )
        .join(Person, col(Person.id) == VisitMember.person_id)
        .where(col(VisitMember.visit_id).in_(visits))
        .order_by(col(VisitMember.part).desc(), col(Person.name), col(Person.ref))
    )  # fmt: skip
    found: dict[UUID, list[Goer]] = {id_: [] for id_ in visits}
    for visit_id, *goer in rows:
        found[visit_id].append(Goer(*goer))
    return found


def choices_for(session: Session, scoped: Scoped, entry: Entry) -> list[Choice]:
    """Who may go to this entry; whoever stands close to its team is not among them."""
    officers = officers_in(session, scoped.row.id, scoped.organiser_path, GOING)
    judges = {o.person.id for o in officers if o.role is Role.JUDGE and o.here}
    people = {o.person.id: o.person for o in officers if o.here or o.role is not Role.JUDGE}
    close = apart_from(session, entry, list(people))
    return [
        Choice(one.id, one.ref, one.name, one.unit, one.id in judges)
        for one in sorted(people.values(), key=lambda one: (one.name, one.ref))
        if one.id not in close
    ]


@dataclass(frozen=True)
class Hosting:
    """What a team knows of its visit: when, and how many come as what, never who."""

    visit: FieldVisit
    step_ref: str
    coming: Mapping[VisitPart, int]
    secretariat: tuple[Somebody, ...]

    @property
    def ahead(self) -> bool:
        """Whether there is still something to prepare."""
        return not (self.visit.signed_at or self.visit.skipped_at)


def hosting_of(session: Session, scoped: Scoped, entry: Entry) -> Hosting | None:
    """Once the team was told. Whether one is in the team, the caller knows."""
    row = session.execute(
        select(FieldVisit, col(Step.ref))
        .join(Step, col(Step.id) == FieldVisit.step_id)
        .where(col(FieldVisit.entry_id) == entry.id, col(FieldVisit.told_at).is_not(None))
        .order_by(col(FieldVisit.starts_at).desc())
    ).first()
    if row is None:
        return None
    visit, step_ref = row
    office = (Role.SECRETARIAT,)
    writers = officers_in(session, scoped.row.id, scoped.organiser_path, office)
    coming = Counter(goer.part for goer in goers_of(session, [visit.id])[visit.id])
    return Hosting(visit, step_ref, coming, tuple(one.person for one in writers if one.here))
