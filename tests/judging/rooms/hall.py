"""A panel that calibrates first: three judges, a chair, four entries of people who know nobody."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, select, update

from ideas.database import transaction
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.reviews.models import Mark
from ideas.judging.rubrics.rules import Judging
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import scoped_of
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.stages import StepKind
from ideas.standing import Role
from tests.factories import RULES, Make

CALIBRATED = RULES.model_copy(update={"judging": Judging(room=2)})
NAMES = ("Ratna", "Tono", "Intan", "Made")


class RoomHall:
    def __init__(self, make: Make, *, judges: int = 3, entries: int = 4) -> None:
        self.make = make
        self.competition = make.competition(at=StepKind.PANEL, rules=CALIBRATED)
        self.step = make.step_of(self.competition, StepKind.PANEL)
        self.entries = [self.entry(n) for n in range(entries)]
        self.judges = [make.with_role(n, Role.JUDGE, self.competition) for n in NAMES[:judges]]
        self.chair = make.with_role("Sekar", Role.CHAIR, self.competition)
        self.dewi = make.with_role("Dewi", Role.SECRETARIAT, self.competition)
        self.url, self.panel = f"/rooms/{self.step.ref}", f"/panels/{self.step.ref}"

    def entry(self, n: int) -> Entry:
        lead, superior = self.make.person(f"Penggagas {n}"), self.make.person(f"Atasan {n}")
        return self.make.entry(
            lead, self.competition, at=StepKind.PANEL, superior=superior, title=f"Gagasan {n}"
        )

    def acted(self, action: Any, who: Person, *rest: Any) -> Any:
        """One action of rooms, by one person; every judge has signed the list already."""
        with transaction() as session:
            scoped = scoped_of(session, self.competition.id)
            step = session.get_one(Step, self.step.id)
            done = action(session, visitor_of(session, who.id), scoped, step, *rest)
        self.sign()
        return done

    def sign(self) -> None:
        """Every judge signs the list of entries they were given."""
        with transaction() as session:
            session.execute(update(Assignment).values(declared_at=self.make.now))

    def sheets(self, judge: Person | None = None, *, anchor: bool = True) -> list[Assignment]:
        rows = select(Assignment).where(
            Assignment.step_id == self.step.id, col(Assignment.anchor).is_(anchor)
        )
        with transaction(writes=False) as session:
            found = session.exec(rows.order_by(col(Assignment.place), col(Assignment.ref))).all()
        return [row for row in found if judge is None or row.judge_id == judge.id]

    def lock(self, judge: Person, marks: Mapping[str, int] | None = None) -> None:
        """This judge gives the same marks to every entry of the room, and locks."""
        for sheet in self.sheets(judge):
            for key, value in (marks or {"dampak": 3, "baru": 4}).items():
                self.make.save(Mark(assignment_id=sheet.id, criterion=key, value=value))
            with transaction() as session:
                session.get_one(Assignment, sheet.id).state = AssignmentState.LOCKED

    def part(self, judge: Person, entry: Entry) -> None:
        """They said that they know each other."""
        self.make.save(
            Conflict(
                entry_id=entry.id, person_id=judge.id, kind=ConflictKind.DECLARED,
                found_at=self.make.now,
            )
        )  # fmt: skip
