"""A small competition from its panel to its release, told by the product's own pages.

Two tellings from one seed differ in one secret only: what the judges wrote (`marks`), or who
pitched what (`leads`). Everything else, down to the last random reference, is the same.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import col, select, update

from ideas import given
from ideas.accounts.models import Account
from ideas.ballots.models import Ballot
from ideas.competitions.models import Step
from ideas.database import transaction
from ideas.entries.models import Decision, Entry
from ideas.entries.rules import Verdict
from ideas.jobs.worker import work_once
from ideas.panels.models import Assignment
from ideas.people.models import Person, PersonNumber
from ideas.proposals.models import Proposal
from ideas.proposals.rules import Part
from ideas.roles.models import RoleGrant
from ideas.stages import StepKind
from ideas.standing import Role
from tests.browsing import Browser
from tests.factories import WEEK, Make
from tests.two_worlds.canaries import (
    AUTHOR,
    DECREE,
    DRAFT,
    FINDING,
    NIP,
    PASSWORD,
    UNIT,
    note_of,
    reason_of,
)

TITLES = ("SemPelMas", "Obat Mengetuk", "Kebun Gizi")
RISING, FALLING = (2, 3, 4), (4, 3, 2)
VOTERS = 10
JUDGES = ("Ratna", "Tono", "Intan")
ZONE = timedelta(hours=7)
STAGES = ("panel", "sealed", "approved", "released")


@dataclass(frozen=True)
class Secret:
    """What differs between two worlds: a mark for each entry, or the order of those who lead."""

    marks: tuple[int, int, int] = RISING
    leads: tuple[int, int, int] = (0, 1, 2)
    told: str = "satu"
    swapped: bool = False


@dataclass
class Story:
    secret: Secret
    make: Make = field(default_factory=Make)
    people: dict[str, Person] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.competition = self.make.competition(at=StepKind.PANEL)
        self._people()
        self._entries()
        self._votes()
        self.noon = self.make.now

    def tell(self) -> Generator[str, None, None]:
        """Stage by stage; the clock stands where the stage is while its name is out."""
        tellings = (self.judge, self.seal, self.approve, self.release)
        for stage, happens in zip(STAGES, tellings, strict=True):
            with given.world(frozen=self.clock(stage)):
                happens()
                yield stage

    def clock(self, stage: str) -> datetime:
        away = {"panel": timedelta(), "released": WEEK + timedelta(hours=2)}
        return self.noon + away.get(stage, WEEK)

    def judge(self) -> None:
        """Dewi divides the entries; every judge writes and locks every sheet."""
        self._post("dewi", f"/panels/{self._step(StepKind.PANEL).ref}", {})
        if self.secret.swapped:
            self._swap("ratna", "tono")
        for judge, sheet, number in self.sheets():
            form = self._written(judge, number)
            self._post(judge, f"/reviews/{sheet.ref}", form | {"version": "0"})
            self._post(judge, f"/reviews/{sheet.ref}/lock", form | {"version": "1"})

    def seal(self) -> None:
        work_once()
        terms = {
            "decree_number": DECREE, "decree_date": "2026-11-24",
            "release_at": (given.now() + ZONE + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        }  # fmt: skip
        self._post("hasan", f"{self.sealing}/seal", terms)

    def approve(self) -> None:
        self._post("melati", f"{self.sealing}/release", {})

    def release(self) -> None:
        work_once()

    @property
    def sealing(self) -> str:
        return f"/competitions/{self.competition.ref}/outcome"

    def sheets(self) -> list[tuple[str, Assignment, int]]:
        """Judge, sheet and the number of the entry, in the order of the draw."""
        judges = {self.people[name.lower()].id: name.lower() for name in JUDGES}
        numbers = {entry.id: n for n, entry in enumerate(self.entries)}
        with transaction(writes=False) as session:
            rows = session.exec(select(Assignment).order_by(col(Assignment.place))).all()
        return [(judges[row.judge_id], row, numbers[row.entry_id]) for row in rows]

    def _written(self, judge: str, number: int) -> dict[str, str]:
        mark, told = str(self.secret.marks[number]), self.secret.told
        return {
            "mark-dampak": mark, "mark-baru": mark, "note": note_of(judge, told),
            "mark-dampak-reason": f"{reason_of(judge, told)} " * int(mark),
        }  # fmt: skip

    def _swap(self, one: str, other: str) -> None:
        """Two judges read what the other would have read; Wayan holds the sheets meanwhile."""
        for here, there in ((one, "wayan"), (other, one), ("wayan", other)):
            theirs = col(Assignment.judge_id) == self.people[here].id
            with transaction() as session:
                session.execute(
                    update(Assignment).where(theirs).values(judge_id=self.people[there].id)
                )

    def _post(self, who: str, url: str, form: Mapping[str, str]) -> None:
        answer = Browser(self.people[who]).post(url, form)
        assert answer.status_code == 303, (url, answer.status_code, answer.text[-1500:])

    def _step(self, kind: StepKind) -> Step:
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
        cast |= {name.lower(): make.with_role(name, Role.JUDGE, here) for name in JUDGES}
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
        leads = [self.people[name] for name in ("sari", "joko", "rini")]
        with transaction() as session:
            session.merge(self._step(StepKind.PANEL)).per_entry = 2
        for number, title in enumerate(TITLES):
            lead = leads[self.secret.leads[number]]
            entry = self.make.entry(
                lead, self.competition, at=StepKind.PANEL, title=title,
                superior=self.people["wayan"],
            )  # fmt: skip
            self.entries.append(entry)
        with transaction(writes=False) as session:
            proposal = session.get_one(Proposal, self.entries[0].proposal_id)
        self.make.member(proposal, self.people["budi"], Part.MEMBER)
        self.make.proposal(self.people["lastri"], self.competition, title=DRAFT)
        self.make.save(
            Decision(
                entry_id=self.entries[0].id, step_id=self._step(StepKind.SCREENING).id,
                verdict=Verdict.RETURN, note=FINDING, by_id=self.people["dewi"].id,
                at=self.make.now - WEEK,
            )
        )  # fmt: skip

    def _votes(self) -> None:
        step = self._step(StepKind.BALLOT)
        for number in range(VOTERS):
            voter = self.make.person(f"Pemilih {number}")
            self.make.save(
                Ballot(
                    step_id=step.id, voter_id=voter.id, slot=1, quota=step.quota,
                    entry_id=self.entries[number % 3].id, cast_at=self.make.now - WEEK,
                    receipt=given.new_code(),
                )
            )  # fmt: skip
