"""A panel that is open, with most sheets locked: eight entries, five judges, three to each."""

from collections.abc import Iterable

from sqlmodel import col, select, update

from ideas.database import transaction
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.reviews.models import Mark
from ideas.judging.rubrics.rules import Correction, Judging
from ideas.road.competitions.rules import Rules
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from ideas.standing import Role
from tests.factories import RULES, Make

JUDGES = ("Ratna", "Tono", "Intan", "Made", "Putu")
WORTHS = (4, 3, 4, 2, 3, 5, 2, 3)
RULED = RULES.model_copy(update={"judging": Judging(correction=Correction.AUTO, gap=35)})


class Scored:
    """Ratna is strict by one level; on the last entry, Intan and Putu are worlds apart."""

    def __init__(self, make: Make, rules: Rules = RULED, *, judges: int = 5) -> None:
        self.make = make
        self.competition = make.competition(at=StepKind.PANEL, rules=rules)
        self.step = make.step_of(self.competition, StepKind.PANEL)
        self.url = f"/panels/{self.step.ref}/scores"
        self.judges = [
            make.with_role(name, Role.JUDGE, self.competition) for name in JUDGES[:judges]
        ]
        self.chair = make.with_role("Ketua", Role.CHAIR, self.competition)
        self.entries = [self.enter(number) for number in range(len(WORTHS))]
        for number, entry in enumerate(self.entries):
            for turn in range(3):
                judge = (number + turn) % judges
                self.sheet(entry, self.judges[judge], WORTHS[number] - (judge == 0), place=number)

    def enter(self, number: int) -> Entry:
        lead, wayan = self.make.person(f"Penggagas {number}"), self.make.person(f"Atasan {number}")
        title = f"Gagasan {number}"
        return self.make.entry(
            lead, self.competition, at=StepKind.PANEL, superior=wayan, title=title
        )

    def sheet(
        self, entry: Entry, judge: Person, level: int, *, locked: bool = True, place: int = 1
    ) -> Assignment:
        state = AssignmentState.LOCKED if locked else AssignmentState.OPEN
        sheet = self.make.assignment(entry, judge, state=state, place=place)
        for key in ("dampak", "baru"):
            self.make.save(Mark(assignment_id=sheet.id, criterion=key, value=max(1, level)))
        return sheet

    def remark(self, entry: Entry, levels: Iterable[int]) -> None:
        """Other marks on the sheets of one entry, judge by judge in the order of their places."""
        with transaction() as session:
            own = select(Assignment).where(Assignment.entry_id == entry.id)
            for sheet, level in zip(session.exec(own).all(), levels, strict=True):
                mine = update(Mark).where(col(Mark.assignment_id) == sheet.id)
                session.execute(mine.values(value=level))
