"""A competition that is judged in every way there is, and what its chapters ask of it.

Two tellings differ in who leads what (`leads`), or in who of two judges read the first entry
before the other took it over (`swapped`). Wayan chairs, and stands above the first team alone.
"""

from dataclasses import dataclass
from typing import ClassVar, TypeVar

from sqlalchemy import ColumnElement, update
from sqlmodel import SQLModel, col, select

from ideas.database import transaction
from ideas.deciding.lots.actions import promise_lot
from ideas.judging.panels.models import Assignment
from ideas.judging.panels.rules import HELD
from ideas.judging.rubrics.rules import Correction, Judging, TieRule
from ideas.permissions import Role
from ideas.road.competitions.models import Competition
from ideas.staff.people.models import Person
from ideas.stages import StepKind
from tests.browsing import Browser
from tests.judged import THREE
from tests.two_worlds.cast import JUDGES, LEADS
from tests.two_worlds.story import Story

Row = TypeVar("Row", bound=SQLModel)
RULES = THREE.model_copy(
    update={
        "judging": Judging(
            room=2, quorum=40, correction=Correction.AUTO, tie=TieRule.LOT, pitch_share=30
        )
    }
)


@dataclass
class Bench(Story):
    """`first` reads the first entry until a conflict comes up; `other` takes it over."""

    first: str = ""
    other: str = ""

    judges: ClassVar[tuple[str, ...]] = (*JUDGES, "Made")
    per_entry: ClassVar[int] = 3

    def held(self) -> Competition:
        competition = self.make.competition(at=StepKind.PANEL, road=tuple(StepKind), rules=RULES)
        with transaction() as session:
            promise_lot(session, competition.id)
        return competition

    def superior(self, number: int) -> Person:
        return self.people["bayu" if number else "wayan"]

    def lead(self, number: int) -> str:
        return LEADS[self.secret.leads[number]]

    def at(self, kind: StepKind) -> str:
        """Where the pages of a step are: /visits/K7Q2-M4XF."""
        place = {StepKind.PANEL: "panels", StepKind.PLENARY: "plenaries", StepKind.PITCH: "pitches"}
        return f"/{place.get(kind, 'visits')}/{self.step(kind).ref}"

    def rows(self, kind: type[Row], *which: ColumnElement[bool] | bool) -> list[Row]:
        with transaction(writes=False) as session:
            return list(session.exec(select(kind).where(*which)))

    def piles(self, kind: StepKind, *, anchor: bool = False) -> list[tuple[str, Assignment, int]]:
        """Judge, sheet and the number of the entry, for every sheet that somebody holds."""
        names = {self.people[name.lower()].id: name.lower() for name in self.judges}
        numbers = {entry.id: n for n, entry in enumerate(self.entries)}
        here = (
            col(Assignment.step_id) == self.step(kind).id, col(Assignment.anchor).is_(anchor),
            col(Assignment.state).in_(HELD),
        )  # fmt: skip
        found = [
            (names[row.judge_id], row, numbers[row.entry_id])
            for row in self.rows(Assignment, *here)
        ]
        return sorted(found, key=lambda one: (one[0], one[2]))

    def sheet(self, judge: str, number: int) -> str:
        """The address of a judge's sheet on one entry of the panel."""
        ref = next(s.ref for who, s, n in self.piles(StepKind.PANEL) if (who, n) == (judge, number))
        return f"/reviews/{ref}"

    def lock(self, judge: str, at: str, number: int) -> None:
        self.post(
            judge,
            f"{at}/lock",
            self.written(judge, number) | {"version": self.typed(judge, at, "version")},
        )

    def sign(self, judge: str) -> None:
        """The list as this judge reads it, with nothing on it close."""
        at = f"/reviews/declarations/{self.step(StepKind.PANEL).ref}"
        self.post(judge, at, {"read": self.typed(judge, at, "read"), "signed": "on"})

    def typed(self, who: str, at: str, name: str) -> str:
        """What stands in a field of a page before anybody types."""
        there = Browser(self.people[who]).page(at).select_one(f"[name={name}]")
        assert there, (at, name)
        return str(there["value"])

    def cast_first(self) -> None:
        """Who of two judges has the first entry, and who will take it over: or the other way."""
        holders = sorted(who for who, _, n in self.piles(StepKind.PANEL) if n == 0)
        spare = next(name.lower() for name in self.judges if name.lower() not in holders)
        self.first, self.other = holders[0], spare
        if self.secret.swapped:
            sheet = self.sheet(self.first, 0).rpartition("/")[2]
            self.first, self.other = spare, holders[0]
            with transaction() as session:
                one = update(Assignment).where(col(Assignment.ref) == sheet)
                session.execute(one.values(judge_id=self.people[spare].id))

    def _people(self) -> None:
        super()._people()
        make = self.make
        self.people["surya"] = make.with_role("Surya", Role.CHAIR, self.competition)
        self.people["bayu"] = make.person("Bayu")
        with transaction() as session:
            for name, person in self.people.items():
                session.get_one(Person, person.id).email = f"{name}@kota.example"
