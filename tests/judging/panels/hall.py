"""A panel that is open now: three judges from elsewhere, and entries of people who know nobody."""

from sqlmodel import update

from ideas.database import transaction
from ideas.judging.panels.actions import assign_judges
from ideas.judging.panels.models import Assignment
from ideas.road.competitions.models import Step
from ideas.road.competitions.queries import scoped_of
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.staff.roles.visitors import visitor_of
from ideas.stages import StepKind
from ideas.standing import Role
from tests.factories import Make


class Hall:
    def __init__(
        self, make: Make, *, entries: int = 3, judges: int = 3, per_entry: int = 2
    ) -> None:
        self.make = make
        self.competition = make.competition(at=StepKind.PANEL)
        with transaction() as session:
            self.step = session.get_one(Step, make.step_of(self.competition, StepKind.PANEL).id)
            self.step.per_entry = per_entry
        self.entries = [self.entry(n) for n in range(entries)]
        names = ("Ratna", "Tono", "Intan", "Made", "Putu")[:judges]
        self.judges = [make.with_role(name, Role.JUDGE, self.competition) for name in names]
        self.dewi = make.with_role("Dewi", Role.SECRETARIAT, self.competition)
        self.url = f"/panels/{self.step.ref}"

    def entry(self, n: int) -> Entry:
        lead = self.make.person(f"Penggagas {n}")
        superior = self.make.person(f"Atasan {n}")
        return self.make.entry(
            lead, self.competition, at=StepKind.PANEL, superior=superior, title=f"Gagasan {n}"
        )

    def assign(self, who: Person | None = None, *, declared: bool = True) -> int:
        """Draw; every judge has signed the list already, unless it is asked not to be so."""
        with transaction() as session:
            visitor = visitor_of(session, (who or self.dewi).id)
            scoped = scoped_of(session, self.competition.id)
            new = assign_judges(session, visitor, scoped, self.step)
            if declared:
                session.execute(update(Assignment).values(declared_at=self.make.now))
        return new

    def sheet(self, judge: Person | None = None, entry: Entry | None = None) -> Assignment:
        judge, entry = judge or self.judges[0], entry or self.entries[0]
        return self.make.assignment(entry, judge, place=1 + self.entries.index(entry))
