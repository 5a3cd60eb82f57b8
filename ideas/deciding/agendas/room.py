"""What one person sees of the room and may do in it."""

from dataclasses import dataclass

from sqlmodel import Session, col

from ideas.acts import Act
from ideas.deciding.agendas.queries import Agenda, agenda_of
from ideas.deciding.plenaries.models import OrderChange, Plenary, Presence
from ideas.deciding.plenaries.queries import Sitting
from ideas.permissions import refusal
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import Scoped
from ideas.say import Sentence
from ideas.staff.people.finding import Somebody, names_where
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor
from ideas.stages import StepState
from ideas.standing import Standing


@dataclass(frozen=True)
class Seat:
    """A member of the panel, and when they were in the room."""

    person: Somebody
    chairs: bool
    present: bool
    times: tuple[Presence, ...]


@dataclass(frozen=True)
class Room:
    """The page of a sitting. `hides`: something of the agenda is not for this reader."""

    sitting: Sitting
    standing: Standing
    seats: tuple[Seat, ...]
    agenda: Agenda | None
    hides: bool
    first: str
    second: str

    @property
    def scoped(self) -> Scoped:
        return self.sitting.scoped

    @property
    def step(self) -> Step:
        return self.sitting.step

    @property
    def state(self) -> StepState | None:
        return self.standing.step_state

    @property
    def present(self) -> int:
        return len(self.sitting.present)

    @property
    def signed(self) -> bool:
        return self.standing.locked

    @property
    def closed(self) -> bool:
        return bool(self.sitting.row and self.sitting.row.closed_at)

    @property
    def minutes(self) -> bool:
        return bool(self.sitting.row and self.sitting.row.minutes)

    @property
    def to_count(self) -> OrderChange | None:
        """The one change that is voted on now: one after the other."""
        return next(iter(self.agenda.waiting), None) if self.agenda else None

    def voters(self, change: OrderChange) -> int:
        return len(self.sitting.voters(change.entry_id, change.above_id))

    def may(self, act: str) -> bool:
        return refusal(Act(act), self.standing) is None

    def why_not(self, act: str) -> Sentence | None:
        return refusal(Act(act), self.standing)


def room_of(
    session: Session, visitor: Visitor, sitting: Sitting, agenda: Agenda | None = None
) -> Room:
    """Before its step begins a room is empty: no mark is told to anybody."""
    standing, row = sitting.standing(visitor), sitting.row
    hidden = sitting.hidden_from(visitor.id)
    if agenda is None and standing.step_state is not StepState.UPCOMING:
        agenda = agenda_of(session, sitting, hidden)
    first, second = _signed(session, row)
    return Room(
        sitting=sitting, standing=standing, seats=tuple(_seats(sitting)), agenda=agenda,
        hides=bool(hidden),
        first=first, second=second,
    )  # fmt: skip


def _seats(sitting: Sitting) -> list[Seat]:
    return [
        Seat(
            member, member.id in sitting.chairs, member.id in sitting.present,
            tuple(p for p in sitting.presences if p.person_id == member.id),
        )
        for member in sitting.members
    ]  # fmt: skip


def _signed(session: Session, row: Plenary | None) -> tuple[str, str]:
    """Who signed the minutes first and who second, as far as anybody did."""
    signers = [one for one in (row.first_id, row.second_id) if one] if row else []
    names = names_where(session, col(Person.id).in_(signers)) if signers else {}
    first, second, *_ = *(names[one] for one in signers), "", ""
    return first, second
