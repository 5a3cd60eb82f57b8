"""A competition whose judging is over: what outcomes, recognition and jobs start from."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlmodel import col, update

from ideas.database import transaction
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.reviews.models import Mark
from ideas.permissions import Role
from ideas.road.competitions.models import Competition
from ideas.road.competitions.rules import Prize, Rules
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Part
from tests.factories import ROAD, RULES, Make

PRIZES = (Prize(place=1, title="Inovator Terbaik I"), Prize(place=2, title="Inovator Terbaik II"))
THREE = Rules(**{**RULES.model_dump(), "prizes": PRIZES})
# dampak weighs 60, baru 40: 92, 80 and 40 of 100.
MARKS = ({"dampak": 5, "baru": 4}, {"dampak": 4, "baru": 4}, {"dampak": 2, "baru": 2})
DECREE = {"decree_number": "188/412/2026", "decree_date": "2026-11-24"}


class Judged:
    """Sari, Joko and Rini came this far; Hasan leads, Melati publishes, Ratna judged."""

    def __init__(
        self, make: Make, marks: Iterable[dict[str, int]] = MARKS, rules: Rules = THREE,
        road: Sequence[StepKind] = ROAD,
    ) -> None:  # fmt: skip
        self.make = make
        self.competition: Competition = make.competition(at=StepKind.DECREE, rules=rules, road=road)
        self.hasan = make.with_role("Hasan", Role.LEADER, self.competition)
        self.melati = make.with_role("Melati", Role.PUBLISHER, self.competition)
        self.ratna = make.with_role("Ratna", Role.JUDGE, self.competition)
        self.sari = make.person("Sari")
        self.budi = make.person("Budi")
        leads = (self.sari, make.person("Joko"), make.person("Rini"))
        names = ("SemPelMas", "Obat Mengetuk", "Kebun Gizi")
        self.entries = [
            self.enter(lead, name, given)
            for lead, name, given in zip(leads, names, marks, strict=True)
        ]
        self._join(self.entries[0], self.budi)

    @property
    def at(self) -> str:
        return f"/competitions/{self.competition.ref}/outcome"

    @property
    def soon(self) -> str:
        """A release time an hour from now, as a field would hold it (WIB)."""
        return self.field(timedelta(hours=1))

    @property
    def past(self) -> str:
        return self.field(-timedelta(minutes=1))

    def field(self, away: timedelta) -> str:
        return (self.make.now + timedelta(hours=7) + away).strftime("%Y-%m-%dT%H:%M")

    def tamper(self) -> None:
        """Somebody with the database raises one mark behind our back."""
        with transaction() as session:
            session.execute(
                update(Mark)
                .where(col(Mark.criterion) == "baru", col(Mark.value) == 2)
                .values(value=3)
            )

    def enter(self, lead: Person, title: str, marks: dict[str, int]) -> Entry:
        entry = self.make.entry(lead, self.competition, at=StepKind.DECREE, title=title)
        self.sheet(entry, marks)
        return entry

    def sheet(
        self, entry: Entry, marks: dict[str, int], *, locked: bool = True,
        at: StepKind = StepKind.PANEL,
    ) -> Assignment:  # fmt: skip
        sheet = self.make.save(
            Assignment(
                step_id=self.make.step_of(self.competition, at).id, entry_id=entry.id,
                judge_id=self.ratna.id, place=1, assigned_at=self.make.now,
                state=AssignmentState.LOCKED if locked else AssignmentState.OPEN,
            )
        )  # fmt: skip
        for key, value in marks.items():
            self.make.save(Mark(assignment_id=sheet.id, criterion=key, value=value))
        return sheet

    def _join(self, entry: Entry, person: Person) -> None:
        with transaction(writes=False) as session:
            proposal = session.get_one(Proposal, entry.proposal_id)
        self.make.member(proposal, person, Part.MEMBER, share=40)
