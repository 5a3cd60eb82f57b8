"""A small competition from its panel to its release, told by the product's own pages.

Two tellings from one seed differ in one secret only: what the judges wrote (`marks`), or who
pitched what (`leads`). Everything else, down to the last random reference, is the same.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlmodel import col, select, update

from ideas import given
from ideas.accounts.models import Account
from ideas.ballots.models import Ballot
from ideas.competitions.models import Competition, Step
from ideas.database import transaction
from ideas.declarations.rules import list_digest
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

LEADS = ("sari", "joko", "rini")
TITLES = ("SemPelMas", "Obat Mengetuk", "Kebun Gizi")
RISING, FALLING = (2, 3, 4), (4, 3, 2)
VOTERS = 10
JUDGES = ("Ratna", "Tono", "Intan")
ZONE = timedelta(hours=7)
STAGES = ("panel", "sealed", "approved", "released")


@dataclass(frozen=True)
class Secret:
    """What differs between two worlds: a mark for each entry, who leads, or who judges."""

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
        self.post("dewi", f"/panels/{self.step(StepKind.PANEL).ref}", {})
        if self.secret.swapped:
            self._swap("ratna", "tono")
        self._sign()
        for judge, sheet, number in self.sheets():
            form = self.written(judge, number)
            self.post(judge, f"/reviews/{sheet.ref}", form | {"version": "0"})
            self.post(judge, f"/reviews/{sheet.ref}/lock", form | {"version": "1"})

    def seal(self) -> None:
        work_once()
        terms = {
            "decree_number": DECREE, "decree_date": "2026-11-24",
            "release_at": (given.now() + ZONE + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        }  # fmt: skip
        self.post("hasan", f"{self.sealing}/seal", terms)

    def approve(self) -> None:
        self.post("melati", f"{self.sealing}/release", {})

    def release(self) -> None:
        work_once()

    @property
    def sealing(self) -> str:
        return f"/competitions/{self.competition.ref}/outcome"

    def sheets(self) -> list[tuple[str, Assignment, int]]:
        """Judge, sheet and the number of the entry, in the order of the draw."""
        judges = {self.people[name.lower()].id: name.lower() for name in self.judges}
        numbers = {entry.id: n for n, entry in enumerate(self.entries)}
        with transaction(writes=False) as session:
            rows = session.exec(select(Assignment).order_by(col(Assignment.place))).all()
        return [(judges[row.judge_id], row, numbers[row.entry_id]) for row in rows]

    def written(self, judge: str, number: int) -> dict[str, str]:
        mark, told = str(self.secret.marks[number]), self.secret.told
        return {
            "mark-dampak": mark, "mark-baru": mark, "note": note_of(judge, told),
            "mark-dampak-reason": f"{reason_of(judge, told)} " * int(mark),
        }  # fmt: skip

    def _sign(self) -> None:
        """Every judge signs the list of what they are to read; nothing on it is close."""
        lists: dict[str, list[str]] = {}
        for judge, sheet, _ in self.sheets():
            lists.setdefault(judge, []).append(sheet.ref)
        url = f"/reviews/declarations/{self.step(StepKind.PANEL).ref}"
        for judge, refs in lists.items():
            self.post(judge, url, {"read": list_digest(refs), "signed": "on"})

    def _swap(self, one: str, other: str) -> None:
        """Two judges read what the other would have read; Wayan holds the sheets meanwhile."""
        for here, there in ((one, "wayan"), (other, one), ("wayan", other)):
            theirs = col(Assignment.judge_id) == self.people[here].id
            with transaction() as session:
                session.execute(
                    update(Assignment).where(theirs).values(judge_id=self.people[there].id)
                )

    def post(self, who: str, url: str, form: Mapping[str, Any], **files: Any) -> None:
        answer = Browser(self.people[who]).post(url, form, files=files)
        assert answer.status_code == 303, (url, answer.status_code, answer.text[-1500:])

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
