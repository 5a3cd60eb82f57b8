"""What the races run over, made on the machine's own clock, for a server process to serve."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import col, func, select

from ideas import given
from ideas.acts import Act
from ideas.database import transaction
from ideas.history.models import Event
from ideas.road.ballots.models import Ballot
from ideas.road.competitions.models import Competition, Step
from ideas.road.entries.models import Entry
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from tests.factories import Make


class Booth:
    """An open ballot with entries to choose from."""

    def __init__(self, quota: int, *, entries: int = 6) -> None:
        self.make = Make()
        self.competition: Competition = self.make.competition(at=StepKind.BALLOT)
        with transaction() as session:
            step = session.get_one(Step, self.make.step_of(self.competition, StepKind.BALLOT).id)
            step.quota = quota
        self.step = step
        self.url = f"/ballots/{step.ref}"
        lead = self.make.person("Penggagas")
        self.entries = [self._entry(lead, n) for n in range(entries)]
        self.refs = [entry.ref for entry in self.entries]

    def voter(self, name: str = "Sari") -> Person:
        return self.make.person(name, unit=self.make.regency)

    def closes_in(self, away: timedelta) -> float:
        """Close it soon; when that is, as the machine counts seconds."""
        with transaction() as session:
            self.step = session.get_one(Step, self.step.id)
            self.step.closes_at = given.now() + away
        return self.step.closes_at.timestamp()

    def papers(self) -> dict[str, list[Ballot]]:
        """Voter → the marks that lie in the box."""
        with transaction(writes=False) as session:
            rows = session.exec(select(Ballot).order_by(col(Ballot.slot))).all()
        found: dict[str, list[Ballot]] = {}
        for row in rows:
            found.setdefault(str(row.voter_id), []).append(row)
        return found

    def chosen(self, rows: Sequence[Ballot]) -> set[str]:
        refs = {entry.id: entry.ref for entry in self.entries}
        return {refs[row.entry_id] for row in rows}

    def _entry(self, lead: Person, n: int) -> Entry:
        return self.make.entry(
            lead, self.competition, at=StepKind.BALLOT, title=f"Gagasan {n}", superior=lead
        )


def happened(act: Act, person: Person | None = None) -> int:
    """How often history says that this was done."""
    count = select(func.count()).where(Event.act == act)
    if person is not None:
        count = count.where(Event.person_id == person.id)
    with transaction(writes=False) as session:
        return session.exec(count).one()
