"""Who takes part and what they sent, before anybody judges it.

Two tellings from one seed differ in one secret only. Everything else, down to the last random
reference, is the same.
"""

from dataclasses import dataclass, field
from typing import ClassVar

from ideas import given
from ideas.database import transaction
from ideas.identity.accounts.models import Account
from ideas.road.ballots.models import Ballot
from ideas.road.competitions.models import Competition, Step
from ideas.road.entries.models import Decision, Entry
from ideas.road.entries.rules import Verdict
from ideas.staff.people.models import Person, PersonNumber
from ideas.staff.roles.models import RoleGrant
from ideas.stages import StepKind
from ideas.standing import Role
from ideas.writing.proposals.models import Proposal
from ideas.writing.proposals.rules import Part
from tests.factories import WEEK, Make
from tests.two_worlds.canaries import AUTHOR, DRAFT, FINDING, NIP, PASSWORD, UNIT

LEADS = ("sari", "joko", "rini")
TITLES = ("SemPelMas", "Obat Mengetuk", "Kebun Gizi")
RISING, FALLING = (2, 3, 4), (4, 3, 2)
VOTERS = 10
JUDGES = ("Ratna", "Tono", "Intan")


@dataclass(frozen=True)
class Secret:
    """What differs between two worlds: a mark for each entry, who leads, or who judges."""

    marks: tuple[int, int, int] = RISING
    leads: tuple[int, int, int] = (0, 1, 2)
    told: str = "satu"
    swapped: bool = False


@dataclass
class Cast:
    """The people, their entries, and the votes that were cast."""

    secret: Secret
    make: Make = field(default_factory=Make)
    people: dict[str, Person] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    judges: ClassVar[tuple[str, ...]] = JUDGES
    per_entry: ClassVar[int] = 2

    def __post_init__(self) -> None:
        self.competition = self.held()
        self._people()
        self._entries()
        self._votes()
        self.noon = self.make.now

    def held(self) -> Competition:
        return self.make.competition(at=StepKind.PANEL)

    def superior(self, _number: int) -> Person:
        """Who stands above the team of an entry."""
        return self.people["wayan"]

    def step(self, kind: StepKind) -> Step:
        return self.make.step_of(self.competition, kind)

    def _people(self) -> None:
        make, here = self.make, self.competition
        wayan = make.person("Wayan")
        cast = {
            "sari": make.person(AUTHOR, unit=make.unit(UNIT), superior=wayan),
            "budi": make.person("Budi"), "wayan": wayan, "joko": make.person("Joko"),
            "rini": make.person("Rini"), "lastri": make.person("Lastri"),
            "dewi": make.person("Dewi"), "hasan": make.with_role("Hasan", Role.LEADER, here),
            "melati": make.with_role("Melati", Role.PUBLISHER, here),
        }  # fmt: skip
        cast |= {name.lower(): make.with_role(name, Role.JUDGE, here) for name in self.judges}
        self.people = cast
        make.grant(wayan, Role.CHAIR, here)  # who stands above those who pitched
        make.save(
            RoleGrant(
                person_id=cast["dewi"].id, role=Role.SECRETARIAT, unit_id=make.regency.id,
                granted_at=make.now,
            )
        )  # fmt: skip
        make.save(PersonNumber(number=NIP, person_id=cast["sari"].id, since=make.now.date()))
        make.save(Account(person_id=cast["sari"].id, username="sari", password=PASSWORD))

    def _entries(self) -> None:
        leads = [self.people[name] for name in LEADS]
        with transaction() as session:
            session.merge(self.step(StepKind.PANEL)).per_entry = self.per_entry
        for number, title in enumerate(TITLES):
            lead = leads[self.secret.leads[number]]
            entry = self.make.entry(
                lead, self.competition, at=StepKind.PANEL, title=title,
                superior=self.superior(number),
            )  # fmt: skip
            self.entries.append(entry)
        with transaction(writes=False) as session:
            proposal = session.get_one(Proposal, self.entries[0].proposal_id)
        self.make.member(proposal, self.people["budi"], Part.MEMBER)
        self.make.proposal(self.people["lastri"], self.competition, title=DRAFT)
        self.make.save(
            Decision(
                entry_id=self.entries[0].id, step_id=self.step(StepKind.SCREENING).id,
                verdict=Verdict.RETURN, note=FINDING, by_id=self.people["dewi"].id,
                at=self.make.now - WEEK,
            )
        )  # fmt: skip

    def _votes(self) -> None:
        step = self.step(StepKind.BALLOT)
        for number in range(VOTERS):
            voter = self.make.person(f"Pemilih {number}")
            self.make.save(
                Ballot(
                    step_id=step.id, voter_id=voter.id, slot=1, quota=step.quota,
                    entry_id=self.entries[number % 3].id, cast_at=self.make.now - WEEK,
                    receipt=given.new_code(),
                )
            )  # fmt: skip
