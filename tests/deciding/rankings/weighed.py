"""A judging that is over and was not plain: five judges, one of them strict, and a promised lot."""

from collections.abc import Sequence

from sqlmodel import delete

from ideas.database import transaction
from ideas.deciding.lots.actions import promise_lot
from ideas.deciding.lots.queries import seed_of
from ideas.judging.panels.models import Assignment
from ideas.judging.reviews.models import Mark
from ideas.judging.rubrics.rules import Correction, Judging, TieRule
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from ideas.standing import Role
from tests.factories import ROAD, Make
from tests.judged import THREE, Judged

NAMES = ("Ratna", "Tono", "Intan", "Made", "Putu")


class Weighed(Judged):
    """Twelve entries of three worths, each read by three of five judges; Ratna is strict."""

    def __init__(
        self, make: Make, correction: Correction = Correction.AUTO,
        road: Sequence[StepKind] = ROAD, share: int = 0,
    ) -> None:  # fmt: skip
        judging = Judging(correction=correction, tie=TieRule.LOT, gap=15, pitch_share=share)
        super().__init__(make, rules=THREE.model_copy(update={"judging": judging}), road=road)
        with transaction() as session:
            self.commitment = promise_lot(session, self.competition.id)
        self.judges = [self.ratna] + [
            make.with_role(name, Role.JUDGE, self.competition) for name in NAMES[1:]
        ]
        with transaction() as session:
            session.execute(delete(Mark))
            session.execute(delete(Assignment))
        self.entries += [self._entry(number) for number in range(3, 12)]
        for number, entry in enumerate(self.entries):
            for turn in range(3):
                self.read(entry, number, self.judges[(number + turn) % 5])

    def _entry(self, number: int) -> Entry:
        lead = self.make.person(f"Penggagas {number}")
        title = f"Gagasan {number}"
        return self.make.entry(lead, self.competition, at=StepKind.DECREE, title=title)

    def read(self, entry: Entry, number: int, judge: Person, at: StepKind = StepKind.PANEL) -> None:
        strict = judge is self.judges[0]
        level = 3 + (number % 3 == 0) - (number % 3 == 2) - strict
        self.ratna = judge
        self.sheet(entry, {"dampak": level, "baru": level}, at=at)
        self.ratna = self.judges[0]

    @property
    def seed(self) -> str:
        with transaction(writes=False) as session:
            return seed_of(session, self.competition.id)
