"""A sitting that is open now: judges whose scores lie close, and entries that they disagree on."""

from collections.abc import Sequence

from sqlmodel import col, select, update

from ideas.database import transaction
from ideas.deciding.plenaries.models import OrderChange, Plenary
from ideas.judging.conflicts.models import Conflict
from ideas.judging.conflicts.rules import ConflictKind
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import AssignmentState
from ideas.judging.reviews.models import Mark
from ideas.judging.rubrics.rules import Judging
from ideas.road.competitions.models import Step
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from ideas.standing import Role
from tests.browsing import Browser
from tests.factories import Make
from tests.judged import THREE

ROAD = tuple(kind for kind in StepKind if kind not in (StepKind.VISIT, StepKind.PITCH))
WHY = "Dampaknya terbukti di lapangan, dan biayanya jauh lebih kecil daripada yang tertulis."
# What each entry was given by three judges; the second and third lie close to the line.
NAMES = ("Ratna", "Tono", "Intan")
GIVEN = ((5, 5, 4), (4, 3, 5), (4, 4, 3), (2, 3, 2))


class Hall:
    """Surya chairs, Dewi minutes, Ratna, Tono and Intan judged four entries of two prizes."""

    def __init__(
        self, make: Make, at: StepKind = StepKind.PLENARY, quorum: int = 50,
        road: Sequence[StepKind] = ROAD,
    ) -> None:  # fmt: skip
        self.make = make
        rules = THREE.model_copy(update={"judging": Judging(quorum=quorum)})
        self.competition = make.competition(at=at, rules=rules, road=road)
        self.step: Step = make.step_of(self.competition, StepKind.PLENARY)
        self.surya = make.with_role("Surya", Role.CHAIR, self.competition)
        self.dewi = make.with_role("Dewi", Role.SECRETARIAT, self.competition)
        self.judges = [make.with_role(name, Role.JUDGE, self.competition) for name in NAMES]
        self.hasan = make.with_role("Hasan", Role.LEADER, self.competition)
        self.melati = make.with_role("Melati", Role.PUBLISHER, self.competition)
        self.entries = [self._entry(n, at) for n in range(len(GIVEN))]
        self.url = f"/plenaries/{self.step.ref}"

    def _entry(self, n: int, at: StepKind) -> Entry:
        make = self.make
        lead, superior = make.person(f"Penggagas {n}"), make.person(f"Atasan {n}")
        entry = make.entry(lead, self.competition, at=at, superior=superior, title=f"Gagasan {n}")
        panel = make.step_of(self.competition, StepKind.PANEL)
        for place, (judge, mark) in enumerate(zip(self.judges, GIVEN[n], strict=True), 1):
            sheet = make.save(
                Assignment(
                    step_id=panel.id, entry_id=entry.id, judge_id=judge.id, place=place,
                    assigned_at=make.now, state=AssignmentState.LOCKED,
                    note=f"Catatan {n}-{place}",
                )
            )  # fmt: skip
            for key in ("dampak", "baru"):
                make.save(Mark(assignment_id=sheet.id, criterion=key, value=mark))
        return entry

    @property
    def room(self) -> list[Person]:
        return [self.surya, *self.judges]

    def at(self, entry: Entry) -> str:
        return f"{self.url}/entries/{entry.ref}"

    def gather(self, *people: Person) -> None:
        for person in people or self.room:
            answer = Browser(self.dewi).post(f"{self.url}/attendance", {"person": person.ref})
            assert answer.status_code == 303, answer.text[-2000:]

    def propose(self, entry: Entry, above: Entry | None, who: Person | None = None) -> OrderChange:
        before = {change.ref for change in self.changes()}
        fields = {"above": above.ref if above else "last", "reason": WHY}
        answer = Browser(who or self.judges[0]).post(f"{self.at(entry)}/changes", fields)
        assert answer.status_code == 303, answer.text[-2000:]
        return next(change for change in self.changes() if change.ref not in before)

    def changes(self) -> list[OrderChange]:
        with transaction(writes=False) as session:
            return list(session.exec(select(OrderChange)))

    def vote(self, change: OrderChange, yes: int, no: int = 0, none: int = 0) -> int:
        hands = {"in_favour": yes, "against": no, "abstained": none}
        fields = {"change": change.ref, **hands}
        return Browser(self.dewi).post(f"{self.url}/votes", fields).status_code

    def apart(self, entry: Entry, person: Person) -> None:
        kind = ConflictKind.DECLARED
        self.make.save(
            Conflict(entry_id=entry.id, person_id=person.id, kind=kind, found_at=self.make.now)
        )

    def sign(self, first: Person | None = None, second: Person | None = None) -> None:
        for who, tail in ((first or self.surya, "close"), (second or self.judges[0], "signature")):
            answer = Browser(who).post(f"{self.url}/{tail}")
            assert answer.status_code == 303, answer.text[-2000:]

    def raise_third(self) -> None:
        """Everything about the third entry changes: its marks, and so where it stands."""
        with transaction() as session:
            sheets = select(col(Assignment.id)).where(Assignment.entry_id == self.entries[2].id)
            session.execute(update(Mark).values(value=5).where(col(Mark.assignment_id).in_(sheets)))

    def row(self) -> Plenary:
        with transaction(writes=False) as session:
            return session.get_one(Plenary, self.step.id)
