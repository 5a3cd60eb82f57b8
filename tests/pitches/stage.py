"""A step of presentations that is open now: three judges from elsewhere, teams that know nobody."""

from datetime import timedelta

from sqlmodel import col, select

from ideas.acts import Act
from ideas.competitions.models import Step
from ideas.database import transaction
from ideas.entries.models import Entry
from ideas.panels.models import Assignment
from ideas.people.models import Person
from ideas.pitches.actions import Room, Terms, add_day, draw_order, publish_plan
from ideas.pitches.models import PitchDay, PitchPlan, Slot
from ideas.pitches.queries import Stage, find_stage
from ideas.pitches.rules import Phase
from ideas.pitches.running import call_phase
from ideas.roles.visitors import visitor_of
from ideas.stages import StepKind
from ideas.standing import Role
from tests.factories import Make

ROAD = (StepKind.CALL, StepKind.PANEL, StepKind.PITCH, StepKind.DECREE)
DAY = timedelta(days=1)


class Hall:
    """`planned` goes as far as the plan that teams know of."""

    def __init__(self, make: Make, *, entries: int = 3, planned: bool = True) -> None:
        self.make = make
        self.competition = make.competition(at=StepKind.PITCH, road=ROAD)
        self.step: Step = make.step_of(self.competition, StepKind.PITCH)
        self.leads = [make.person(f"Penggagas {n}") for n in range(entries)]
        self.entries = [self.entry(n) for n in range(entries)]
        names = ("Ratna", "Tono", "Intan")
        self.judges = [make.with_role(name, Role.JUDGE, self.competition) for name in names]
        self.dewi = make.with_role("Dewi", Role.SECRETARIAT, self.competition)
        self.at = f"/pitches/{self.step.ref}"
        if planned:
            self.plan()

    def entry(self, n: int) -> Entry:
        superior = self.make.person(f"Atasan {n}")
        return self.make.entry(
            self.leads[n], self.competition, at=StepKind.PITCH, superior=superior,
            title=f"Gagasan {n}",
        )  # fmt: skip

    def plan(self) -> None:
        starts = self.make.now + DAY
        with transaction() as session:
            dewi = visitor_of(session, self.dewi.id)
            terms = Terms(starts, starts + timedelta(hours=4), (), Room("Ruang Arjuna"))
            add_day(session, dewi, self.stage(session, dewi), terms)
            session.flush()
            draw_order(session, dewi, self.stage(session, dewi))
            session.flush()
            publish_plan(session, dewi, self.stage(session, dewi))

    def stage(self, session, visitor) -> Stage:  # type: ignore[no-untyped-def]
        return find_stage(session, visitor, self.step.ref, Act.SEE_PITCH_PLAN)

    def call(self, slot: Slot, *phases: Phase) -> None:
        for phase in phases:
            with transaction() as session:
                dewi = visitor_of(session, self.dewi.id)
                call_phase(session, dewi, self.stage(session, dewi), slot.ref, phase)

    def slots(self) -> list[Slot]:
        with transaction(writes=False) as session:
            rows = select(Slot).where(col(Slot.step_id) == self.step.id)
            return list(session.exec(rows.order_by(col(Slot.starts_at))).all())

    def slot(self, entry: Entry) -> Slot:
        return next(slot for slot in self.slots() if slot.entry_id == entry.id)

    def lead_of(self, slot: Slot) -> Person:
        place = [entry.id for entry in self.entries].index(slot.entry_id)
        return self.leads[place]

    def own(self, slot: Slot) -> str:
        return f"{self.at}/slots/{slot.ref}"

    def sheets(self, slot: Slot | None = None) -> list[Assignment]:
        with transaction(writes=False) as session:
            rows = select(Assignment).where(col(Assignment.step_id) == self.step.id)
            if slot:
                rows = rows.where(col(Assignment.entry_id) == slot.entry_id)
            return list(session.exec(rows).all())

    def the_plan(self) -> PitchPlan:
        with transaction(writes=False) as session:
            return session.get_one(PitchPlan, self.step.id)

    def day(self) -> PitchDay:
        with transaction(writes=False) as session:
            here = select(PitchDay).where(col(PitchDay.step_id) == self.step.id)
            return session.exec(here).one()
