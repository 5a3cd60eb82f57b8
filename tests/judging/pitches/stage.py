"""A step of presentations that is open now: three judges from elsewhere, teams that know nobody."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlmodel import Session, col

from ideas.acts import Act
from ideas.database import transaction
from ideas.judging.panels.models import Assignment
from ideas.judging.pitches.actions import Room, Terms, add_day, draw_order, publish_plan
from ideas.judging.pitches.models import PitchDay, PitchPlan, Slot
from ideas.judging.pitches.queries import Stage, find_stage
from ideas.judging.pitches.rules import Phase
from ideas.judging.pitches.running import call_phase
from ideas.road.competitions.models import Step
from ideas.road.competitions.rules import Rules
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import Visitor, visitor_of
from ideas.stages import StepKind
from ideas.standing import Role
from tests.factories import RULES, Make

ROAD = (StepKind.CALL, StepKind.PANEL, StepKind.PITCH, StepKind.DECREE)
DAY = timedelta(days=1)
AS_FAR = ("nothing", "days", "drawn", "published")


class Hall:
    """`planned` says how far the plan is; `late`: its slots lie behind the close of the step."""

    def __init__(
        self, make: Make, *, entries: int = 3, planned: str = "published", late: bool = False,
        rules: Rules = RULES,
    ) -> None:  # fmt: skip
        self.make = make
        self.competition = make.competition(at=StepKind.PITCH, road=ROAD, rules=rules)
        self.step: Step = make.step_of(self.competition, StepKind.PITCH)
        self.leads = [make.person(f"Penggagas {n}") for n in range(entries)]
        self.entries = [self.entry(n) for n in range(entries)]
        names = ("Ratna", "Tono", "Intan")
        self.judges = [make.with_role(name, Role.JUDGE, self.competition) for name in names]
        self.dewi = make.with_role("Dewi", Role.SECRETARIAT, self.competition)
        self.at = f"/pitches/{self.step.ref}"
        for far in AS_FAR[1 : 1 + AS_FAR.index(planned)]:
            self.go(far)
        if late:
            self._postpone()

    def entry(self, n: int) -> Entry:
        superior = self.make.person(f"Atasan {n}")
        return self.make.entry(
            self.leads[n], self.competition, at=StepKind.PITCH, superior=superior,
            title=f"Gagasan {n}",
        )  # fmt: skip

    def go(self, far: str) -> None:
        """One part of planning, by the secretariat."""
        starts = self.make.now + DAY
        with transaction() as session:
            stage, dewi = self.stage(session)
            if far == "days":
                terms = Terms(starts, starts + timedelta(hours=4), (), Room("Ruang Arjuna"))
                add_day(session, dewi, stage, terms)
            elif far == "drawn":
                draw_order(session, dewi, stage)
            else:
                publish_plan(session, dewi, stage)

    def _postpone(self) -> None:
        for slot in self.slots():
            self.move(slot, slot.starts_at + 10 * DAY)

    def move(self, slot: Slot, to: datetime) -> None:
        with transaction() as session:
            session.execute(update(Slot).where(col(Slot.id) == slot.id).values(starts_at=to))

    def due(self) -> Slot:
        """The first slot, whose time has come."""
        first = self.slots()[0]
        self.move(first, self.make.now - timedelta(minutes=5))
        return first

    def stage(self, session: Session, who: Person | None = None) -> tuple[Stage, Visitor]:
        visitor = visitor_of(session, (who or self.dewi).id)
        return find_stage(session, visitor, self.step.ref, Act.SEE_PITCH_PLAN), visitor

    def call(self, slot: Slot, *phases: Phase) -> None:
        for phase in phases:
            with transaction() as session:
                stage, dewi = self.stage(session)
                call_phase(session, dewi, stage, slot.ref, phase)

    def slots(self) -> list[Slot]:
        with transaction(writes=False) as session:
            rows = select(Slot).where(col(Slot.step_id) == self.step.id)
            return list(session.scalars(rows.order_by(col(Slot.starts_at))))

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
            return list(session.scalars(rows))

    def sheet(self, judge: Person, slot: Slot) -> Assignment:
        return next(sheet for sheet in self.sheets(slot) if sheet.judge_id == judge.id)

    def plan(self) -> PitchPlan:
        with transaction(writes=False) as session:
            return session.get_one(PitchPlan, self.step.id)

    def day(self) -> PitchDay:
        with transaction(writes=False) as session:
            here = select(PitchDay).where(col(PitchDay.step_id) == self.step.id)
            return session.scalars(here).one()
