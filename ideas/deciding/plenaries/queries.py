"""Who sits in a plenary, who must leave the room for what, and the order that was decided."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.deciding.plenaries.models import OrderChange, Plenary, Presence
from ideas.deciding.plenaries.rules import Decision, Spot, needed, order_digest, ordered
from ideas.deciding.rankings.queries import running_in
from ideas.deciding.rankings.rules import Line
from ideas.failures import Missing
from ideas.judging.conflicts.queries import candidates_where, conflicts_in
from ideas.permissions import require_visible
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import (
    Scoped,
    competition_of_step,
    rules_of,
    scoped_of,
    standing_in,
)
from ideas.road.entries.models import Entry
from ideas.say import Sentence, say
from ideas.staff.offices.queries import officers_in
from ideas.staff.people.finding import Somebody
from ideas.staff.roles.visitors import Visitor
from ideas.stages import EntryState, StepKind, StepState
from ideas.standing import Relation, Role, Standing

NOT_CLOSED = say("Sidang pleno belum ditutup.")
ORDER_CHANGED = say("Nilai berubah sejak sidang pleno ditutup. Sidang perlu dibuka lagi.")


@dataclass(frozen=True)
class Sitting:
    """A plenary and its room. `apart`: (entry, person) who leaves the room for it."""

    scoped: Scoped
    step: Step
    row: Plenary | None
    members: tuple[Somebody, ...]
    chairs: frozenset[UUID]
    presences: tuple[Presence, ...]
    apart: frozenset[tuple[UUID, UUID]]
    percent: int

    @property
    def present(self) -> frozenset[UUID]:
        """Which members are in the room now."""
        here = {presence.person_id for presence in self.presences if presence.until is None}
        return frozenset(member.id for member in self.members if member.id in here)

    @property
    def needed(self) -> int:
        return needed(len(self.members), self.percent)

    @property
    def quorate(self) -> bool:
        return len(self.present) >= self.needed

    def hidden_from(self, person_id: UUID) -> frozenset[UUID]:
        """The entries that this person hears nothing of."""
        return frozenset(entry for entry, person in self.apart if person == person_id)

    def voters(self, *entries: UUID | None) -> frozenset[UUID]:
        """Who may vote on something that is about these entries."""
        return frozenset(
            person
            for person in self.present
            if not any((entry, person) in self.apart for entry in entries)
        )

    def standing(self, visitor: Visitor) -> Standing:
        row = self.row
        relations = {Relation.PRESENT} if visitor.id in self.present else set()
        if row and row.first_id == visitor.id:
            relations.add(Relation.SELF)
        return standing_in(
            visitor, self.scoped, self.step, relations=frozenset(relations),
            locked=bool(row and row.first_id), leadless=not self.chairs,
            waits=bool(row and row.first_id and not row.second_id),
        )  # fmt: skip


def find_sitting(session: Session, visitor: Visitor, ref: str) -> Sitting:
    """For the panel, its chair and the secretariat; for everybody else there is none."""
    scoped, step = competition_of_step(session, visitor, ref, StepKind.PLENARY)
    require_visible(Act.SEE_PLENARY, standing_in(visitor, scoped, step))
    return sitting_of(session, scoped, step, visitor.id)


def sitting_of(session: Session, scoped: Scoped, step: Step, *others: UUID) -> Sitting:
    """The room as it is. `others`: those outside of the panel who look at it too."""
    officers = officers_in(session, scoped.row.id, scoped.organiser_path)
    panel = {o.person.id: o.person for o in officers if o.role in (Role.JUDGE, Role.CHAIR)}
    members = tuple(sorted(panel.values(), key=lambda who: (who.name, who.ref)))
    presences = session.scalars(
        select(Presence)
        .where(col(Presence.step_id) == step.id)
        .order_by(col(Presence.since), col(Presence.id))
    )
    return Sitting(
        scoped=scoped, step=step, row=session.get(Plenary, step.id, populate_existing=True),
        members=members, chairs=frozenset(o.person.id for o in officers if o.role is Role.CHAIR),
        presences=tuple(presences), apart=apart_in(session, scoped, {*panel, *others}),
        percent=rules_of(session, scoped.row).judging.quorum,
    )  # fmt: skip


def apart_in(
    session: Session, scoped: Scoped, people: Collection[UUID]
) -> frozenset[tuple[UUID, UUID]]:
    """(entry, person) who must stay apart, by everything that is known today."""
    running = (col(Entry.competition_id) == scoped.row.id) & (
        col(Entry.state).in_((EntryState.RUNNING, EntryState.DECIDED))
    )
    entries = candidates_where(session, running)
    return frozenset(conflicts_in(session, scoped.row, list(people), entries).kinds)


def find_entry(session: Session, sitting: Sitting, visitor: Visitor, ref: str) -> Entry:
    """One entry of the agenda. Whoever is in conflict with it does not find it."""
    begun = sitting.standing(visitor).step_state is not StepState.UPCOMING
    running = running_in(session, sitting.scoped.row.id) if begun else ()
    entry = next((entry for entry in running if entry.ref == ref), None)
    if entry is None or entry.id in sitting.hidden_from(visitor.id):
        raise Missing
    return entry


def changes_of(session: Session, step_id: UUID) -> Sequence[OrderChange]:
    """Everything that was ever proposed, in the order of its deciding."""
    return session.scalars(
        select(OrderChange)
        .where(col(OrderChange.step_id) == step_id)
        .order_by(col(OrderChange.decided_at), col(OrderChange.at), col(OrderChange.id))
    ).all()


def accepted(changes: Iterable[OrderChange]) -> list[OrderChange]:
    return [change for change in changes if change.decision is Decision.ACCEPTED]


@dataclass(frozen=True)
class Decided:
    """The order that a result takes. `obstacle`: why it cannot be taken yet."""

    spots: Mapping[UUID, Spot]
    obstacle: Sentence | None = None


def order_of(session: Session, road: Sequence[Step], lines: Sequence[Line]) -> Decided | None:
    """What the plenary made of the computed order; None where the road has no plenary."""
    step = next((step for step in road if step.kind is StepKind.PLENARY), None)
    if step is None:
        return None
    spots = ordered(lines, accepted(changes_of(session, step.id)))
    row = session.get(Plenary, step.id)
    told = {spot.line.entry_id: spot for spot in spots}
    if row is None or row.closed_at is None:
        return Decided(told, NOT_CLOSED)
    return Decided(told, None if row.digest == order_digest(spots) else ORDER_CHANGED)


def step_sitting(session: Session, step_id: UUID) -> Sitting:
    """The same, for jobs."""
    step = session.get_one(Step, step_id)
    return sitting_of(session, scoped_of(session, step.competition_id), step)
